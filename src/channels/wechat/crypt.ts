import { createCipheriv, createDecipheriv, createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** The AES-256 key from the 43 characters that the platform gives. */
export function keyOf(encodingAesKey: string): Buffer {
  return Buffer.from(`${encodingAesKey}=`, 'base64');
}

/** The signature over some parts: SHA-1 of them sorted and joined, hexadecimal. */
export function signatureOf(parts: readonly string[]): string {
  return createHash('sha1')
    .update([...parts].sort().join(''))
    .digest('hex');
}

/** Whether a signature is the one over these parts, without telling by time how much of it was right. */
export function isSigned(given: string, parts: readonly string[]): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(signatureOf(parts)));
}

const BLOCK = 32;
const RANDOM = 16;
const HEAD = RANDOM + 4;

/** A message as the platform encrypts it: AES-256-CBC over 16 random bytes, the length, the message and the
 * receiver's id, base64. */
export function seal(key: Buffer, message: string, receiver: string, random = randomBytes(RANDOM)): string {
  const body = Buffer.from(message);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  const plain = Buffer.concat([random, length, body, Buffer.from(receiver)]);
  const padding = BLOCK - (plain.length % BLOCK);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const padded = Buffer.concat([plain, Buffer.alloc(padding, padding)]);
  return Buffer.concat([cipher.update(padded), cipher.final()]).toString('base64');
}

/** The message in a sealed text; null where it is not one for this receiver. */
export function unseal(key: Buffer, sealed: string, receiver: string): string | null {
  const bytes = Buffer.from(sealed, 'base64');
  if (bytes.length === 0 || bytes.length % 16 !== 0) return null;
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(bytes), decipher.final()]);
  const padding = padded.at(-1) ?? 0;
  if (padding < 1 || padding > BLOCK || padded.length < HEAD + padding) return null;
  const plain = padded.subarray(0, padded.length - padding);
  const end = HEAD + plain.readUInt32BE(RANDOM);
  if (end > plain.length || plain.subarray(end).toString() !== receiver) return null;
  return plain.subarray(HEAD, end).toString();
}
