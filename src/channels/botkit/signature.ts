import { createHmac, timingSafeEqual } from 'node:crypto';

/** A call that is older may have been recorded and sent again. */
const FRESH_S = 300;

/** Whether Slack signed a body (signing secrets, version v0), and lately; `now` in epoch ms. */
export function isSigned(secret: string, headers: Headers, body: string, now: number): boolean {
  const time = headers.get('x-slack-request-timestamp') ?? '';
  if (!/^\d{1,12}$/.test(time) || Math.abs(now / 1000 - Number(time)) > FRESH_S) return false;
  const expected = createHmac('sha256', secret).update(`v0:${time}:${body}`).digest('hex');
  const given = headers.get('x-slack-signature') ?? '';
  if (!/^v0=[0-9a-f]{64}$/.test(given)) return false;
  return timingSafeEqual(Buffer.from(given), Buffer.from(`v0=${expected}`));
}
