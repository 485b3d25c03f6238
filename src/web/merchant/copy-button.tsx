import { useState } from 'preact/hooks';
import { copy } from './copy.ts';
import type { Words } from './words.ts';

const SHOWN_MS = 2_000;

/** Copies a text and says so for two seconds. */
export function CopyButton(props: { readonly text: string; readonly label: string; readonly words: Words }) {
  const { text, label, words } = props;
  const [copied, setCopied] = useState(false);
  const run = async () => {
    await copy(text);
    setCopied(true);
    setTimeout(() => setCopied(false), SHOWN_MS);
  };
  return (
    <button type="button" class="small" onClick={() => void run()}>
      {copied ? words.page_copied : label}
    </button>
  );
}
