import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { isSigned, keyOf, seal, signatureOf, unseal } from '../src/channels/wechat/crypt.ts';
import { isFresh } from '../src/channels/wechat/fresh.ts';
import { readXml, writeXml } from '../src/channels/wechat/xml.ts';

const vectors = JSON.parse(
  readFileSync(path.join(import.meta.dirname, 'vectors/wechat-crypto.json'), 'utf8'),
);
const { token, receiverId, echo, decrypt, encrypt } = vectors;
const key = keyOf(vectors.encodingAesKey);

describe('the published values of the message encryption', () => {
  test('hold for the check of an address', () => {
    const parts = [token, echo.timestamp, echo.nonce, echo.encrypted];
    expect(signatureOf(parts)).toBe(echo.signature);
    expect(isSigned(echo.signature, parts)).toBe(true);
    expect(isSigned(echo.signature, [token, echo.timestamp, echo.badNonce, echo.encrypted])).toBe(false);
    expect(unseal(key, echo.encrypted, receiverId)).toMatch(/^\d+$/);
  });

  test('hold for a message that comes', () => {
    const { timestamp, nonce, signature, encrypted } = decrypt;
    expect(isSigned(signature, [token, timestamp, nonce, encrypted])).toBe(true);
    const fields = readXml(unseal(key, encrypted, receiverId) ?? '');
    expect(fields?.get('Content')).toBe(decrypt.content);
    expect(fields?.get('FromUserName') ?? fields?.get('ToUserName')).toBeDefined();
  });

  test('hold for a message that goes', () => {
    const { random, timestamp, nonce, plaintext, encrypted, signature } = encrypt;
    expect(seal(key, plaintext, receiverId, Buffer.from(random))).toBe(encrypted);
    expect(signatureOf([token, timestamp, nonce, encrypted])).toBe(signature);
    expect(unseal(key, encrypted, receiverId)).toBe(plaintext);
  });
});

describe('what is sealed', () => {
  test('comes out as it went in, whatever its length', () => {
    for (let length = 0; length < 70; length++) {
      const text = '款'.repeat(length);
      expect(unseal(key, seal(key, text, receiverId), receiverId)).toBe(text);
    }
  });

  test('is nothing for another receiver, with another key, cut, or changed anywhere', () => {
    const sealed = seal(key, '钱没到', receiverId);
    const bytes = Buffer.from(sealed, 'base64');
    expect(unseal(key, sealed, 'wx0000000000000000')).toBeNull();
    expect(unseal(key, sealed, '')).toBeNull();
    expect(unseal(keyOf('A'.repeat(43)), sealed, receiverId)).toBeNull();
    expect(unseal(key, bytes.subarray(0, -16).toString('base64'), receiverId)).toBeNull();
    expect(unseal(key, bytes.subarray(0, -3).toString('base64'), receiverId)).toBeNull();
    for (const bad of ['', 'x', '====', 'AAAA']) expect(unseal(key, bad, receiverId)).toBeNull();
    for (let at = 0; at < bytes.length; at += 7) {
      const torn = Buffer.from(bytes);
      torn[at] = (torn[at] ?? 0) ^ 0x55;
      expect(unseal(key, torn.toString('base64'), receiverId)).not.toBe('钱没到，');
    }
  });
});

describe('XML of the platform', () => {
  test('is read field by field, as text', () => {
    const xml =
      '<xml><MsgId>23456789012345678</MsgId><Content><![CDATA[<b>&amp; 1 > 0]]></Content><A><B>x</B></A></xml>';
    expect([...(readXml(xml) ?? [])]).toEqual([
      ['MsgId', '23456789012345678'],
      ['Content', '<b>&amp; 1 > 0'],
    ]);
  });

  test('is written so that it is read as it was, also with the end of a CDATA in it', () => {
    const Content = 'a ]]> b <x> & ]]>]]> 款';
    expect(readXml(writeXml({ Content, CreateTime: 5 }))?.get('Content')).toBe(Content);
  });

  const bomb = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">${Array.from(
    { length: 9 },
    (_, i) => `<!ENTITY l${i} "${`&${i === 0 ? 'lol' : `l${i - 1}`};`.repeat(10)}">`,
  ).join('')}]><xml><Content>&l8;</Content></xml>`;

  test.each([
    ['a billion laughs', bomb],
    [
      'an external entity',
      '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><xml><Content>&f;</Content></xml>',
    ],
    ['a document type in small letters', '<!doctype xml><xml><Content>x</Content></xml>'],
    ['an external subset', '<!DOCTYPE xml SYSTEM "http://127.0.0.1/x.dtd"><xml><Content>x</Content></xml>'],
    ['an entity without a type', '<!ENTITY a "b"><xml><Content>&a;</Content></xml>'],
    ['a text of more than 32 KB', `<xml><Content>${'x'.repeat(33_000)}</Content></xml>`],
    ['JSON', '{"xml":{}}'],
    ['nothing', ''],
    ['another root', '<html><Content>x</Content></html>'],
    ['a torn element', '<xml><Content>x</xml>'],
  ])('is refused where it is %s', (_, text) => {
    expect(readXml(text)).toBeNull();
  });

  test('names no property of objects and expands nothing that it does not know', () => {
    const fields = readXml(
      '<xml><__proto__><Content>x</Content></__proto__><Content>&unknown;</Content></xml>',
    );
    expect(fields?.get('Content') ?? '&unknown;').toBe('&unknown;');
    expect(Object.hasOwn(Object.prototype, 'Content')).toBe(false);
  });
});

test.each([
  ['1411525903', 0, true],
  ['1411525903', 300_000, true],
  ['1411525903', 300_001, false],
  ['1411525903', -300_001, false],
  ['', 0, false],
  ['0x54', 0, false],
])('the timestamp %s is of now after %d ms: %s', (timestamp, after, fresh) => {
  expect(isFresh(timestamp, 1_411_525_903_000 + after)).toBe(fresh);
});

test('writes XML that the platform reads, whatever is said', () => {
  expect(writeXml({ Content: ']]>' })).not.toContain('<![CDATA[]]>]]>');
});
