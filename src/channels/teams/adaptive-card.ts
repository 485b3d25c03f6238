/** What Teams takes of Adaptive Cards at most, in bytes of JSON. */
export const CARD_LIMIT = 28 * 1024;

/** The card as Teams shows it: version 1.5 of the schema, only what we use of it. */
export interface AdaptiveCard {
  readonly $schema: string;
  readonly type: 'AdaptiveCard';
  readonly version: '1.5';
  /** language of its words, in two letters as the renderers want it */
  readonly lang: string;
  /** the whole of it in plain text, for clients that cannot draw it */
  readonly fallbackText: string;
  /** fetched anew by these people's clients whenever they show it */
  readonly refresh?: { readonly action: ExecuteAction; readonly userIds: readonly string[] };
  readonly body: readonly CardElement[];
  readonly actions?: readonly CardAction[];
}

export type CardElement = TextBlock | PlainText | FactSet | ColumnSet | Container | ChoiceInput | TextInput;

export interface TextBlock extends Look {
  readonly type: 'TextBlock';
  readonly text: string;
  readonly wrap: true;
}

export interface PlainText {
  readonly type: 'RichTextBlock';
  readonly inlines: readonly {
    readonly type: 'TextRun';
    readonly text: string;
    readonly isSubtle?: boolean;
  }[];
}

export interface FactSet {
  readonly type: 'FactSet';
  readonly facts: readonly { readonly title: string; readonly value: string }[];
}

export interface ColumnSet {
  readonly type: 'ColumnSet';
  readonly spacing?: 'small';
  readonly columns: readonly {
    readonly type: 'Column';
    readonly width: 'auto' | 'stretch';
    readonly items: readonly CardElement[];
  }[];
}

export interface Container {
  readonly type: 'Container';
  readonly style?: 'attention' | 'emphasis';
  readonly items: readonly CardElement[];
}

export interface ChoiceInput {
  readonly type: 'Input.ChoiceSet';
  readonly id: string;
  readonly style: 'expanded' | 'compact';
  readonly label: string;
  readonly value?: string;
  readonly isRequired: true;
  readonly errorMessage: string;
  readonly choices: readonly { readonly title: string; readonly value: string }[];
}

export interface TextInput {
  readonly type: 'Input.Text';
  readonly id: string;
  readonly label: string;
  readonly isMultiline: true;
  readonly maxLength: number;
  readonly value?: string;
  readonly isRequired?: true;
  readonly errorMessage?: string;
}

export type CardAction =
  | ExecuteAction
  | ShowCardAction
  | { readonly type: 'Action.OpenUrl'; readonly title: string; readonly url: string };

export interface ExecuteAction {
  readonly type: 'Action.Execute';
  readonly title: string;
  readonly verb: string;
  readonly data: ActionData;
  readonly fallback: {
    readonly type: 'Action.Submit';
    readonly title: string;
    readonly data: ActionData;
  };
}

export interface ShowCardAction {
  readonly type: 'Action.ShowCard';
  readonly title: string;
  readonly card: {
    readonly type: 'AdaptiveCard';
    readonly body: readonly CardElement[];
    readonly actions: readonly CardAction[];
  };
}

export type ActionData = Readonly<Record<string, string>>;

interface Look {
  readonly weight?: 'bolder';
  readonly size?: 'medium' | 'large';
  readonly color?: 'accent' | 'attention' | 'good';
  readonly isSubtle?: boolean;
  readonly spacing?: 'small' | 'none';
}

/** A card of these elements, in the language of its words. */
export function card(
  text: string,
  lang: string,
  body: readonly CardElement[],
  actions: readonly CardAction[] = [],
): AdaptiveCard {
  return {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.5',
    lang: lang.slice(0, 2),
    fallbackText: text,
    body,
    ...(actions.length === 0 ? {} : { actions }),
  };
}

/** A paragraph of ours. */
export function paragraph(text: string, look: Look = {}): TextBlock {
  return { type: 'TextBlock', text: literal(text), wrap: true, ...look };
}

/** Somebody else's words, in which nothing is read as a link or a mark. */
export function quoted(text: string): PlainText {
  return { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text, isSubtle: true }] };
}

/** A title above lines; nothing where there are no lines. */
export function section(title: string, lines: readonly string[]): readonly CardElement[] {
  if (lines.length === 0) return [];
  return [
    paragraph(title, { weight: 'bolder' }),
    ...lines.map((line) => paragraph(line, { spacing: 'small' })),
  ];
}

/** Steps, each beside its number. */
export function steps(title: string, lines: readonly string[]): readonly CardElement[] {
  if (lines.length === 0) return [];
  return [paragraph(title, { weight: 'bolder' }), ...lines.map((line, i) => numbered(circled(i + 1), line))];
}

function numbered(number: string, text: string): ColumnSet {
  return {
    type: 'ColumnSet',
    spacing: 'small',
    columns: [
      { type: 'Column', width: 'auto', items: [paragraph(number, { color: 'accent' })] },
      { type: 'Column', width: 'stretch', items: [paragraph(text)] },
    ],
  };
}

// ① to ⑳ are one letter each.
function circled(number: number): string {
  return number <= 20 ? String.fromCodePoint(0x245f + number) : `${number}.`;
}

/** Names and values side by side. */
export function facts(pairs: readonly (readonly [string, string])[]): FactSet {
  return {
    type: 'FactSet',
    facts: pairs.map(([title, value]) => ({ title: literal(title), value: literal(value) })),
  };
}

/** A button: Action.Execute, and Action.Submit for clients that do not know it. */
export function button(title: string, verb: string, data: ActionData): ExecuteAction {
  return {
    type: 'Action.Execute',
    title,
    verb,
    data,
    fallback: { type: 'Action.Submit', title, data: { ...data, verb } },
  };
}

/** A button that opens a small form below the card. */
export function form(title: string, body: readonly CardElement[], run: CardAction): ShowCardAction {
  return { type: 'Action.ShowCard', title, card: { type: 'AdaptiveCard', body, actions: [run] } };
}

/** A button that opens more to read below the card. */
export function more(title: string, body: readonly CardElement[]): ShowCardAction {
  return { type: 'Action.ShowCard', title, card: { type: 'AdaptiveCard', body, actions: [] } };
}

// Teams reads a part of Markdown in text blocks; what is meant is what is written.
function literal(text: string): string {
  return text.replace(/[\\`*_[\]]/g, '\\$&');
}
