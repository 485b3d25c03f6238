import { describe, expect, test } from 'vitest';
import { callerAddress, proxiesFrom } from '../src/web/caller.ts';
import { isTooDeep } from '../src/web/depth.ts';

describe('who calls', () => {
  const proxies = proxiesFrom(['10.0.0.0/8', '127.0.0.1', 'fd00::/8']) ?? (() => false);

  test.each([
    ['a peer that is no proxy, whatever it says', '203.0.113.9', '198.51.100.1', '203.0.113.9'],
    ['the one a proxy names', '10.1.2.3', '198.51.100.1', '198.51.100.1'],
    ['the last, not what the caller invented', '10.1.2.3', '1.1.1.1, 198.51.100.1', '198.51.100.1'],
    ['the one before several proxies', '127.0.0.1', '1.1.1.1, 198.51.100.1, 10.9.9.9', '198.51.100.1'],
    ['the proxy itself where it names nobody', '10.1.2.3', null, '10.1.2.3'],
    ['the proxy itself where it names nonsense', '10.1.2.3', 'unknown', '10.1.2.3'],
    ['an IPv4 address in IPv6 form', '::ffff:10.1.2.3', '::ffff:198.51.100.1', '198.51.100.1'],
    ['an IPv6 address', 'fd00::1', '2001:db8::5', '2001:db8::5'],
  ])('is %s', (_what, peer, forwarded, expected) => {
    expect(callerAddress(peer, forwarded, proxies)).toBe(expected);
  });

  test.each(['x', '10.0.0.0/33', '10.0.0.0/-1', '::1/129', '10.0.0.0/x'])(
    'cannot be read from %s',
    (place) => {
      expect(proxiesFrom([place])).toBeNull();
    },
  );
});

describe('the depth of a JSON text', () => {
  test.each([
    ['{"a":[1,{"b":2}]}', false],
    ['['.repeat(32), false],
    ['['.repeat(33), true],
    [`${'{"a":'.repeat(40)}1${'}'.repeat(40)}`, true],
    [`{"text":"${'['.repeat(500)}"}`, false],
    ['{"text":"\\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["}', false],
    ['[1],'.repeat(500), false],
  ])('is known of %s', (text, deep) => {
    expect(isTooDeep(text)).toBe(deep);
  });

  test('is known in linear time, whatever the text', () => {
    const started = performance.now();
    for (const text of ['"'.repeat(65_536), '\\"'.repeat(32_768), '["'.repeat(32_768)]) isTooDeep(text);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
