/** What follows from a part of the content alone: reckoned when it is first asked for, and kept as long as that part. */
export function onceFor<K extends WeakKey, V>(reckon: (part: K) => V): (part: K) => V {
  const known = new WeakMap<K, { readonly value: V }>();
  return (part) => {
    const before = known.get(part);
    if (before !== undefined) return before.value;
    const value = reckon(part);
    known.set(part, { value });
    return value;
  };
}
