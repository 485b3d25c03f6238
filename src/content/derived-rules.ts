/** The rules that compute derived slots (dialog/situation.ts), each with the inputs that an author has to name. */
export const DERIVED_RULES: Readonly<Record<string, readonly string[]>> = {
  'due-state': ['sale', 'mode'],
  'cutoff-window': ['sale', 'brand'],
  'day-kind': ['sale'],
  'same-day': ['sale'],
  elapsed: ['sale'],
  'code-class': ['code'],
};
