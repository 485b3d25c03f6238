/** @jsxImportSource react */
import { Button } from 'antd';
import { useState } from 'react';
import { WORDS } from './words.ts';

const SHOWN_MS = 2_000;

/** Copies a text, and says so. */
export function CopyButton({ text, primary = false }: { readonly text: string; readonly primary?: boolean }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    window.setTimeout(() => setCopied(false), SHOWN_MS);
  };
  return (
    <Button type={primary ? 'primary' : 'default'} onClick={() => void copy()}>
      <span aria-live="polite">{copied ? WORDS.copied : WORDS.copy}</span>
    </Button>
  );
}
