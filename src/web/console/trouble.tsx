/** @jsxImportSource react */
import { Alert, Button } from 'antd';
import type { Answer } from './call.ts';
import { TROUBLES, WORDS } from './words.ts';

type Failed = Extract<Answer<unknown>, { ok: false }>;

const BY_STATUS: Readonly<Record<number, string>> = {
  0: TROUBLES.offline,
  400: TROUBLES.malformed,
  401: TROUBLES.login,
  403: TROUBLES.forbidden,
  404: TROUBLES.missing,
  409: TROUBLES.conflict,
  413: TROUBLES.tooLong,
  422: TROUBLES.malformed,
  429: TROUBLES.busy,
};

const BY_CODE: Readonly<Record<string, string>> = {
  held_by_another: TROUBLES.held,
  not_held: TROUBLES.notHeld,
  case_over: TROUBLES.over,
};

/** What went wrong, in a sentence. */
export function troubleText({ status, code }: Failed): string {
  return BY_CODE[code] ?? BY_STATUS[status] ?? TROUBLES.fault;
}

/** Says what went wrong, with a way to try again. */
export function Trouble({ of, retry }: { readonly of: Failed; readonly retry?: () => void }) {
  const again = retry === undefined ? null : <Button onClick={retry}>{WORDS.retry}</Button>;
  return <Alert className="trouble" type="error" showIcon title={troubleText(of)} action={again} />;
}
