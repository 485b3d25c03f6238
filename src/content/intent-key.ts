/** Intents that are no issue kind: a side question, what is out of scope, a wish about the talk, a bare answer. */
const OTHER = /^(article|outside|control|answer|general|talk)(?::([a-z0-9_]+))?$/;

/** Whether a key of knowledge/intents.yaml is an option name of the issue slot. */
export function isIssue(key: string): boolean {
  return !OTHER.test(key);
}

/** The kind and the id of a key that is no issue kind, or null. */
export function otherIntent(key: string): { readonly kind: string; readonly id: string | null } | null {
  const match = OTHER.exec(key);
  return match === null ? null : { kind: match[1] ?? '', id: match[2] ?? null };
}
