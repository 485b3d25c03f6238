import { createHmac } from 'node:crypto';
import http from 'node:http';
import https from 'node:https';
import type { Webhook } from '../store/webhook.ts';
import { type Allowed, addressFault, safeLookup } from './safe-address.ts';

/** A message as it is sent: the id is the same at every attempt. */
export interface Parcel {
  readonly id: string;
  readonly body: string;
  /** epoch ms */
  readonly at: number;
}

const TIMEOUT_MS = 5_000;
const SECRET_PREFIX = 'whsec_';

/** The signature of a message as Standard Webhooks has it: base64 of HMAC-SHA256 over "id.seconds.body". */
export function signatureOf(secret: string, { id, body, at }: Parcel): string {
  const key = Buffer.from(secret.slice(SECRET_PREFIX.length), 'base64');
  const signed = `${id}.${Math.floor(at / 1_000)}.${body}`;
  return `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
}

/** Sends a message to a webhook. Gives null where it was taken (2xx), else why not. Follows nobody elsewhere. */
export async function postWebhook(
  webhook: Webhook,
  parcel: Parcel,
  allowed: Allowed,
): Promise<string | null> {
  const fault = addressFault(webhook.url, allowed);
  if (fault !== null) return fault;
  try {
    const status = await post(new URL(webhook.url), parcel.body, headersOf(webhook, parcel), allowed);
    return status >= 200 && status < 300 ? null : `answered with ${status}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function headersOf({ secret }: Webhook, parcel: Parcel): Record<string, string | number> {
  return {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(parcel.body),
    'User-Agent': 'daozhang',
    'Idempotency-Key': parcel.id,
    'Webhook-Id': parcel.id,
    'Webhook-Timestamp': String(Math.floor(parcel.at / 1_000)),
    'Webhook-Signature': signatureOf(secret, parcel),
  };
}

function post(
  url: URL,
  body: string,
  headers: Record<string, string | number>,
  allowed: Allowed,
): Promise<number> {
  const { request } = url.protocol === 'https:' ? https : http;
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  // A connection of its own: a kept one would lead to an address that was checked for another name.
  const options = { method: 'POST', headers, agent: false, signal, lookup: safeLookup(url, allowed) };
  return new Promise((resolve, reject) => {
    const sent = request(url, options, (response) => {
      resolve(response.statusCode ?? 0);
      // What it says is of no use to us, and may be endless.
      response.destroy();
    });
    sent.on('error', (error) => reject(signal.aborted ? new Error('did not answer in time') : error));
    sent.end(body);
  });
}
