import { crc32, deflateSync } from 'node:zlib';

/** Red, green, blue, opacity, each 0 to 255. */
type Colour = readonly [number, number, number, number];

const GREEN: Colour = [22, 119, 92, 255];
const WHITE: Colour = [255, 255, 255, 255];
const CLEAR: Colour = [255, 255, 255, 0];
const SIGNATURE = [137, 80, 78, 71, 13, 10, 26, 10];
/** Each point is looked at so often in each direction, so that slanted lines are smooth. */
const SAMPLES = 4;

/** The coloured icon of Teams: 192 by 192, a tick on green. */
export function colorIcon(): Buffer {
  return draw(192, GREEN);
}

/** The outline icon of Teams: 32 by 32, white on nothing. */
export function outlineIcon(): Buffer {
  return draw(32, CLEAR);
}

function draw(size: number, ground: Colour): Buffer {
  const rows = Array.from({ length: size }, (_, y) => [
    0,
    ...Array.from({ length: size }, (_, x) => shade(x, y, size, ground)).flat(),
  ]);
  return png(size, Buffer.from(rows.flat()));
}

function shade(x: number, y: number, size: number, ground: Colour): number[] {
  let inside = 0;
  for (let i = 0; i < SAMPLES ** 2; i++) {
    const [right, down] = [(i % SAMPLES) + 0.5, Math.floor(i / SAMPLES) + 0.5];
    if (isTick((x + right / SAMPLES) / size, (y + down / SAMPLES) / size)) inside++;
  }
  const share = inside / SAMPLES ** 2;
  return ground.map((value, i) => Math.round(value + ((WHITE[i] ?? 0) - value) * share));
}

/** Two strokes, in a square from 0 to 1. */
const STROKES = [
  [0.22, 0.53, 0.42, 0.73],
  [0.42, 0.73, 0.79, 0.3],
] as const;
const HALF_WIDTH = 0.065;

function isTick(x: number, y: number): boolean {
  return STROKES.some(([ax, ay, bx, by]) => {
    const [dx, dy] = [bx - ax, by - ay];
    const along = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)));
    return Math.hypot(x - ax - along * dx, y - ay - along * dy) <= HALF_WIDTH;
  });
}

function png(size: number, rows: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  // Eight bits each of red, green, blue and opacity.
  header.set([8, 6], 8);
  return Buffer.concat([
    Buffer.from(SIGNATURE),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(kind: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(kind, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}
