import { type Piece, piecesOf } from '../conversation/pieces.ts';
import type { Identity } from '../store/identity.ts';
import type { Entry } from '../store/store.ts';
import type { Carrier } from './carrier.ts';

/** A piece of what waits, and how far the talk is carried once it is. */
export interface Station {
  readonly line: Entry;
  readonly part: number;
  readonly piece: Piece;
  readonly end: { readonly carried: number; readonly parts: number };
}

/** Lines as the pieces that a carrier can show, in order, without those that were carried already. */
export function stationsOf(
  lines: readonly Entry[],
  identity: Identity,
  { limits }: Carrier,
): readonly Station[] {
  return lines.flatMap((line, i) => {
    const pieces = piecesOf(line, limits);
    const before = lines[i - 1]?.seq ?? identity.carried;
    const all = pieces.map((piece, part): Station => {
      const last = part + 1 === pieces.length;
      const end = last ? { carried: line.seq, parts: 0 } : { carried: before, parts: part + 1 };
      return { line, part, piece, end };
    });
    return i === 0 ? all.slice(identity.parts) : all;
  });
}
