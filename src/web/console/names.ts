import { createContext, useContext } from 'react';
import type { Catalogue } from '../catalogue-wire.ts';
import { momentText } from './times.ts';
import { WORDS } from './words.ts';

/** A value of a fact as the API tells it. */
export type FactValue = string | { readonly from: string; readonly to: string };

/** The names of what a verdict speaks of. */
export interface Names {
  readonly catalogue: Catalogue;
  slot(id: string): string;
  value(slot: string, value: FactValue): string;
  cause(id: string): string;
}

/** Names read from a catalogue; an id that it does not know stands for itself. */
export function namesOf(catalogue: Catalogue): Names {
  const slots = new Map(catalogue.slots.map((slot) => [slot.id, slot]));
  const causes = new Map(catalogue.causes.map((cause) => [cause.id, cause.name]));
  return {
    catalogue,
    slot: (id) => slots.get(id)?.name ?? id,
    value: (slot, value) => {
      if (typeof value !== 'string') return spanText(value);
      if (value === 'unknown') return WORDS.unknown;
      return slots.get(slot)?.options.find((option) => option.id === value)?.name ?? value;
    },
    cause: (id) => causes.get(id) ?? id,
  };
}

function spanText({ from, to }: { readonly from: string; readonly to: string }): string {
  return from === to ? momentText(from) : `${momentText(from)} – ${momentText(to)}`;
}

/** The names of the content that the server works with now. */
export const NamesContext = createContext<Names | null>(null);

/** The names; only inside of what has loaded them. */
export function useNames(): Names {
  const names = useContext(NamesContext);
  if (names === null) throw new Error('names are used outside of the page that loads them');
  return names;
}
