/** A button: what it shows and the value it stands for. */
export interface Choice {
  readonly label: string;
  readonly value: string;
}

/** One message to the merchant; `text` is complete without the buttons, contacts included. */
export interface Reply {
  readonly kind: 'text' | 'question' | 'diagnosis' | 'notice';
  readonly text: string;
  readonly choices?: readonly Choice[];
}
