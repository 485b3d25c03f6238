import { crc32, deflateRawSync } from 'node:zlib';

/** A file of an archive. */
export interface Part {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
/** 1980-01-01: the same parts give the same archive */
const DOS_DATE = 0x21;
const UTF8_NAMES = 0x800;
const DEFLATED = 8;

/** A zip archive (PKWARE APPNOTE 6.3, without extensions) of a few small files. */
export function zip(parts: readonly Part[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes } of parts) {
    const packed = deflateRawSync(bytes);
    const title = Buffer.from(name);
    const common = commonOf(bytes, packed, title);
    const file = Buffer.concat([words(4, LOCAL), common, words(2, 0), title, packed]);
    directory.push(
      Buffer.concat([
        words(4, CENTRAL),
        words(2, 20),
        common,
        words(2, 0, 0, 0, 0),
        words(4, 0, offset),
        title,
      ]),
    );
    files.push(file);
    offset += file.length;
  }
  const central = Buffer.concat(directory);
  const count = parts.length;
  const end = [words(4, END), words(2, 0, 0, count, count), words(4, central.length, offset), words(2, 0)];
  return Buffer.concat([...files, central, ...end]);
}

function commonOf(bytes: Uint8Array, packed: Buffer, title: Buffer): Buffer {
  return Buffer.concat([
    words(2, 20, UTF8_NAMES, DEFLATED, 0, DOS_DATE),
    words(4, crc32(bytes), packed.length, bytes.length),
    words(2, title.length),
  ]);
}

function words(size: 2 | 4, ...values: readonly number[]): Buffer {
  const buffer = Buffer.alloc(size * values.length);
  values.forEach((value, i) => {
    buffer.writeUIntLE(value, i * size, size);
  });
  return buffer;
}
