/** Tells of the first of many at once, and of all that follow within a time as one at its end. */
export function gather(
  ms: number,
  tell: () => void,
): { readonly add: () => void; readonly stop: () => void } {
  let timer: NodeJS.Timeout | null = null;
  let more = false;
  const later = () => {
    timer = null;
    if (more) now();
  };
  const now = () => {
    more = false;
    timer = setTimeout(later, ms);
    timer.unref();
    tell();
  };
  const add = () => {
    if (timer === null) now();
    else more = true;
  };
  return {
    add,
    stop: () => {
      if (timer !== null) clearTimeout(timer);
    },
  };
}
