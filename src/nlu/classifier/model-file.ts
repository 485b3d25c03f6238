import type { ClassifierModel } from './model.ts';

interface Head {
  readonly format: number;
  readonly labels: string[];
  readonly size: number;
  readonly scale: number;
  readonly temperature: number;
  readonly outsideFrom: number;
  readonly capacity: number;
}

const FORMAT = 1;

/** One file's worth of bytes: length of the head, the head as JSON, then the arrays, little-endian. */
export function saveModel(model: ClassifierModel): Uint8Array {
  const head: Head = {
    format: FORMAT,
    labels: [...model.labels],
    size: model.table.size,
    scale: model.scale,
    temperature: model.temperature,
    outsideFrom: model.outsideFrom,
    capacity: model.table.keys.length,
  };
  const json = new TextEncoder().encode(JSON.stringify(head));
  const parts = [
    new Uint32Array([json.length]),
    json,
    model.table.keys,
    model.table.rows,
    model.bias,
    model.weights,
  ];
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), at);
    at += part.byteLength;
  }
  return bytes;
}

/** Reads what saveModel wrote; null for anything else, so that a stale or broken cache is trained anew. */
export function loadModel(bytes: Uint8Array): ClassifierModel | null {
  const head = readHead(bytes);
  if (!head) return null;
  const width = head.labels.length;
  const start = 4 + headLength(bytes);
  if (bytes.length !== start + head.capacity * 8 + width * 4 + head.size * width * 2) return null;
  let at = start;
  // copies: typed arrays need aligned memory of their own
  const take = (length: number) => {
    at += length;
    return bytes.slice(at - length, at).buffer;
  };
  const table = {
    keys: new Int32Array(take(head.capacity * 4)),
    rows: new Int32Array(take(head.capacity * 4)),
    size: head.size,
  };
  return {
    labels: head.labels,
    table,
    bias: new Float32Array(take(width * 4)),
    weights: new Int16Array(take(head.size * width * 2)),
    scale: head.scale,
    temperature: head.temperature,
    outsideFrom: head.outsideFrom,
  };
}

function headLength(bytes: Uint8Array): number {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0, true);
}

function readHead(bytes: Uint8Array): Head | null {
  if (bytes.length < 4 || headLength(bytes) > bytes.length - 4) return null;
  try {
    const head: Head = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + headLength(bytes))));
    return head.format === FORMAT && Array.isArray(head.labels) ? head : null;
  } catch {
    return null;
  }
}
