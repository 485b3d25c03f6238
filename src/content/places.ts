import { child, entries, items, type Path, type Place } from './sheet.ts';

/** Every place that a path leads to; * stands for every entry of a mapping or item of a list. */
export function placesAt(place: Place, [step, ...rest]: Path): readonly Place[] {
  if (step === undefined) return [place];
  const next =
    step !== '*'
      ? [child(place, step)]
      : Array.isArray(place.value)
        ? items(place)
        : entries(place).map(([, entry]) => entry);
  return next.flatMap((one) => placesAt(one, rest));
}
