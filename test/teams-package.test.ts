import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { crc32, inflateRawSync } from 'node:zlib';
import { Ajv } from 'ajv';
import { afterAll, describe, expect, test } from 'vitest';
import { teamsPackageCommand } from '../src/teams-package-command.ts';
import { PLACE } from './support/advisor.ts';
import { silentIo } from './support/io.ts';

const FOLDER = mkdtempSync(path.join(tmpdir(), 'teams-'));
const APP = '11111111-2222-4333-8444-555555555555';
const out = path.join(FOLDER, 'a', 'app.zip');

afterAll(() => rmSync(FOLDER, { recursive: true }));

/** The files of an archive, read by its directory at the end. */
function unzip(archive: Buffer): Map<string, Buffer> {
  const end = archive.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const files = new Map<string, Buffer>();
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    const [packed, size, title] = [20, 24, 28].map((offset) =>
      archive.readUIntLE(at + offset, offset === 28 ? 2 : 4),
    );
    const local = archive.readUInt32LE(at + 42);
    const from = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const bytes = inflateRawSync(archive.subarray(from, from + (packed ?? 0)));
    expect(bytes).toHaveLength(size ?? -1);
    expect(crc32(bytes)).toBe(archive.readUInt32LE(at + 16));
    files.set(archive.toString('utf8', at + 46, at + 46 + (title ?? 0)), bytes);
    at += 46 + (title ?? 0);
  }
  return files;
}

async function make(flags: Parameters<typeof teamsPackageCommand>[0]) {
  const io = silentIo();
  const exit = await teamsPackageCommand(flags, PLACE, io);
  return { exit, io };
}

describe('the Teams app', () => {
  test('is an archive with a manifest that the schema of Teams takes, and two icons', async () => {
    expect((await make({ app: APP, url: 'https://bot.example', out })).exit).toBe(0);
    const files = unzip(readFileSync(out));
    expect([...files.keys()]).toEqual(['manifest.json', 'color.png', 'outline.png']);
    const manifest = JSON.parse(files.get('manifest.json')?.toString('utf8') ?? '');
    const schema = path.join(import.meta.dirname, 'vectors/teams-manifest-1.17.schema.json');
    const { $schema: _, ...rules } = JSON.parse(readFileSync(schema, 'utf8'));
    const validate = new Ajv({ strict: false, logger: false, validateFormats: false }).compile(rules);
    expect(validate(manifest) ? [] : validate.errors).toEqual([]);
    expect(manifest).toMatchObject({ id: APP, bots: [{ botId: APP }], validDomains: ['bot.example'] });
    expect(validate({ ...manifest, bots: [{ botId: APP }] })).toBe(false);
    expect(sizeOf(files.get('color.png'))).toEqual([192, 192]);
    expect(sizeOf(files.get('outline.png'))).toEqual([32, 32]);
  });

  test('is the same archive each time', async () => {
    const again = path.join(FOLDER, 'again.zip');
    await make({ app: APP, url: 'https://bot.example', out: again });
    expect(readFileSync(again)).toEqual(readFileSync(out));
  });

  test.each([
    [{ url: 'https://bot.example' }, /--app/],
    [{ app: 'no-id', url: 'https://bot.example' }, /--app/],
    [{ app: APP }, /--url/],
    [{ app: APP, url: 'http://bot.example' }, /--url/],
  ])('is not made from %j', async (flags, told) => {
    const { exit, io } = await make({ ...flags, out });
    expect(exit).toBe(2);
    expect(io.errors.join()).toMatch(told);
  });
});

function sizeOf(png: Buffer | undefined): number[] {
  expect(png?.subarray(1, 4).toString('latin1')).toBe('PNG');
  return [png?.readUInt32BE(16) ?? 0, png?.readUInt32BE(20) ?? 0];
}
