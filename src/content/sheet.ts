export type Path = readonly (string | number)[];

/** Where a value stands in the text, in offsets; `key` is null for the root and for list items. */
export interface Span {
  readonly key: number | null;
  readonly start: number;
  readonly end: number;
}

/** A read file: its plain value and where every part of it stands. `value` is undefined where it is not readable. */
export interface Sheet {
  readonly path: string;
  readonly text: string;
  readonly value: unknown;
  /** by pathKey */
  readonly spans: ReadonlyMap<string, Span>;
}

/** A value within a file. */
export interface Place {
  readonly sheet: Sheet;
  readonly path: Path;
  readonly value: unknown;
}

/** Which part of a place is meant: its key, or an offset within its text. */
export interface Spot {
  readonly key?: boolean;
  readonly offset?: number;
}

/** The key of a path in Sheet.spans. */
export function pathKey(path: Path): string {
  return path.join('\u0000');
}

/** The whole of a file as a place. */
export function rootOf(sheet: Sheet): Place {
  return { sheet, path: [], value: sheet.value };
}

/** The place one step further down; its value is undefined where there is nothing. */
export function child(place: Place, key: string | number): Place {
  return { sheet: place.sheet, path: [...place.path, key], value: valueAt(place.value, key) };
}

/** The place at a path below another. */
export function descend(place: Place, path: Path): Place {
  return path.reduce<Place>(child, place);
}

function valueAt(value: unknown, key: string | number): unknown {
  if (Array.isArray(value)) return typeof key === 'number' ? value[key] : undefined;
  return isMapping(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** Whether a value is a YAML mapping. */
export function isMapping(value: unknown): value is Readonly<Record<string | number, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Key and place of each entry of a mapping; nothing for any other value. */
export function entries(place: Place): readonly (readonly [string, Place])[] {
  return isMapping(place.value) ? Object.keys(place.value).map((key) => [key, child(place, key)]) : [];
}

/** The items of a list; a text is a list of one, anything else of none. */
export function items(place: Place): readonly Place[] {
  if (typeof place.value === 'string') return [place];
  return Array.isArray(place.value) ? place.value.map((_, index) => child(place, index)) : [];
}

/** The text at a place, or null where there is none. */
export function textOf(place: Place): string | null {
  return typeof place.value === 'string' ? place.value : null;
}

/** Offset of a place in its file: its value, its key or a part of its text; of what is missing, the nearest above. */
export function spotOf(place: Place, spot: Spot): number {
  const span = place.sheet.spans.get(pathKey(place.path));
  if (span === undefined) {
    if (place.path.length === 0) return 0;
    return spotOf({ ...place, path: place.path.slice(0, -1) }, { key: true });
  }
  if (spot.offset !== undefined) return span.start + offsetInSource(place, span, spot.offset);
  return spot.key === true ? (span.key ?? span.start) : span.start;
}

// Quotes, indentation and folded lines make the source differ from the text; then the next few characters are sought.
function offsetInSource({ sheet, value }: Place, span: Span, offset: number): number {
  const source = sheet.text.slice(span.start, span.end);
  const text = String(value);
  const start = source.indexOf(text);
  if (start >= 0) return start + offset;
  return Math.max(0, source.indexOf(text.slice(offset, offset + 4).split('\n', 1)[0] ?? ''));
}
