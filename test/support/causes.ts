import type { Cause, Evidence, Frequency, Likelihood } from '../../src/knowledge/cause.ts';

/** A cause of which only the evidence matters: slot -> value -> how often it goes with the cause. */
export function cause(
  id: string,
  frequency: Frequency,
  evidence: Record<string, Record<string, Likelihood>>,
): Cause {
  const table: Record<string, Record<string, Evidence>> = {};
  for (const [slot, values] of Object.entries(evidence)) {
    table[slot] = Object.fromEntries(
      Object.entries(values).map(([value, is]) => [value, { is, since: null }]),
    );
  }
  return {
    id,
    name: id,
    en: id,
    group: 'g',
    summary: '',
    urgency: 'wait',
    redFlag: false,
    frequency,
    evidence: table,
    steps: [],
    prepare: [],
    contacts: [],
    wait: [],
    next: '',
    warnings: [],
    instead: [],
    sources: [],
  };
}

/** A slot of which only the base rates matter. */
export const slot = (answerable: number, options: Record<string, number>) => ({
  answerable,
  options: Object.entries(options).map(([id, base]) => ({ id, base, tells: true })),
});
