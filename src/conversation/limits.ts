/** What a channel can show. Bytes are of UTF-8. */
export interface Limits {
  /** of one text message */
  readonly textBytes: number;
  /** buttons under one message; 0: choices are numbered lines of the text */
  readonly choices: number;
  /** of the label of a button */
  readonly choiceBytes: number;
  /** a question with fewer choices is put without buttons */
  readonly leastChoices: number;
}

/** Channel → what it can show, as its platform documents it. */
export const CHANNEL_LIMITS = {
  /** our own page: what the contract allows a text to be */
  web: { textBytes: 65_536, choices: 100, choiceBytes: 1_024, leastChoices: 1 },
  /** 服务号: 2,048 bytes of text; a menu has as many lines as fit into it */
  wechat: { textBytes: 2_048, choices: 10, choiceBytes: 128, leastChoices: 2 },
  /** 微信客服: text 2,048 bytes, msgmenu 10 items of 128 bytes, its head 1,024 */
  wecom: { textBytes: 2_048, choices: 10, choiceBytes: 128, leastChoices: 2 },
  /** a card of 28 KB, half of it left to its frame */
  teams: { textBytes: 14_336, choices: 50, choiceBytes: 256, leastChoices: 1 },
  /** a section block has 3,000 characters, an actions block 25 buttons of 75 characters */
  slack: { textBytes: 3_000, choices: 25, choiceBytes: 75, leastChoices: 1 },
  /** Botkit's web client: no limits of its own; as much as is read at once, and quick replies that fit on a screen */
  botkit: { textBytes: 4_096, choices: 25, choiceBytes: 128, leastChoices: 1 },
} as const satisfies Readonly<Record<string, Limits>>;
