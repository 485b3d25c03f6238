/** @jsxImportSource react */
import type { ReactNode } from 'react';

/** The colours of labels; each has enough contrast for small print. */
export type Colour = 'grey' | 'blue' | 'green' | 'amber' | 'red' | 'violet' | 'teal';

/** A word or two that stand out. */
export function Label({ colour, children }: { readonly colour: Colour; readonly children: ReactNode }) {
  return <span className={`label ${colour}`}>{children}</span>;
}
