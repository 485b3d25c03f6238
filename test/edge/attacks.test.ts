import { connect } from 'node:net';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Advisor } from '../../src/desk/advisor.ts';
import { SECURITY_HEADERS } from '../../src/web/headers.ts';
import { type Listening, listen } from '../../src/web/server.ts';
import { usualLimits } from '../../src/web/service.ts';
import { shippedAdvisor } from '../support/advisor.ts';
import { loggedIn, staffedWeb } from '../support/staff.ts';
import { testWeb } from '../support/web.ts';

const PLACE = { host: '127.0.0.1', port: 0, version: '0' };
const OPENING =
  'POST /api/v1/conversations HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\n';
/** What anybody may call on a server that only this machine reaches: cookies mean nothing to it. */
const WITHOUT_COOKIES = new Set(['POST /api/v1/conversations', 'POST /api/v1/triage']);

let advisor: Advisor;
const servers: Listening[] = [];

beforeAll(async () => {
  advisor = await shippedAdvisor();
}, 60_000);
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop(0);
});

async function served(patience?: Parameters<typeof listen>[2]) {
  const web = await testWeb(advisor, { testClock: false });
  const server = await listen(web.service, PLACE, patience);
  servers.push(server);
  return { web, ...server };
}

/** What a server says to bytes until it is silent for so long, and after how many ms it closed the line. */
function sent(
  port: number,
  bytes: string,
  silenceMs = 20_000,
): Promise<{ text: string; closedMs: number | null }> {
  return new Promise((resolve) => {
    const began = performance.now();
    let text = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    const end = (closedMs: number | null) => {
      socket.destroy();
      resolve({ text, closedMs });
    };
    socket.setTimeout(silenceMs, () => end(null));
    socket.on('data', (part) => {
      text += part.toString('latin1');
    });
    socket.on('error', () => undefined);
    socket.on('close', () => end(performance.now() - began));
  });
}

/** Pages are led back with the reason. */
function isRefusal({ status, headers }: Response): boolean {
  return status >= 400 || /[?&]refused=/.test(headers.get('location') ?? '');
}

describe('what is no request of ours', () => {
  test.each([
    ['no HTTP', 'XYZ\r\n\r\n', 400],
    ['no host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
    ['a host that is none', 'GET / HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n', 400],
    ['no path', 'OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 400],
    ['two lengths', `${OPENING}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`, 400],
    [
      'a length and chunks',
      `${OPENING}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      400,
    ],
    [
      'an endless header',
      `GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`,
      431,
    ],
    ['an endless body', `${OPENING}Content-Length: 99999999\r\n\r\n`, 413],
    ['an expectation', `${OPENING}Content-Length: 2\r\nExpect: wonders\r\n\r\n{}`, 417],
    ['another method', 'TRACE / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 405],
    [
      'a way out',
      'GET /console/assets/../../../package.json HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
      404,
    ],
    [
      'a hidden way out',
      'GET /console/assets/..%2f..%2fpackage.json HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
      404,
    ],
    ['broken signs', 'GET /console/assets/%ff%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 404],
    [
      'a header in an address',
      'GET /agent?x=%0d%0aSet-Cookie:%20a=b HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
      302,
    ],
  ])('with %s is answered with our headers', async (_, bytes, status) => {
    const { port } = await served();
    const { text } = await sent(port, bytes);
    expect(text.slice(0, 12)).toBe(`HTTP/1.1 ${status}`);
    const head = text.slice(0, text.indexOf('\r\n\r\n')).toLowerCase();
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) {
      expect(head).toContain(`${name}: ${value}`.toLowerCase());
    }
    expect(head).not.toContain('a=b');
  });

  test('is not waited for: headers and bodies that drip in are cut off, others are served meanwhile', async () => {
    const { port } = await served({
      headersTimeout: 300,
      requestTimeout: 600,
      connectionsCheckingInterval: 50,
    });
    const drips = [OPENING, `${OPENING}Content-Length: 1000\r\n\r\n{`].map((bytes) =>
      sent(port, bytes, 5_000),
    );
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
    for (const { text, closedMs } of await Promise.all(drips)) {
      expect(text.slice(0, 12)).toBe('HTTP/1.1 408');
      expect(closedMs).toBeLessThan(4_000);
    }
  });
});

describe('every route of the router', () => {
  test('answers with all our headers, whoever asks: pages, their files, forms and channels too', async () => {
    const web = await testWeb(advisor, { agentToken: 'a-token-of-the-agents', loopback: false });
    const { assets } = await web.service.consoleFiles();
    const files = [...assets.keys()].map((name) => ({ method: 'GET', path: `/console/assets/${name}` }));
    for (const { method, path } of [...web.routes, ...files]) {
      const response = await web.request(path.replace(/:\w+/, 'x'), { method });
      const missing = Object.keys(SECURITY_HEADERS).filter((name) => !response.headers.has(name));
      expect([method, path, missing]).toEqual([method, path, []]);
      const policy = response.headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toMatch(/unsafe-(inline|eval)/);
      await response.body?.cancel();
    }
    expect(files.length).toBeGreaterThan(1);
  }, 30_000);
});

describe('limits', () => {
  test('are not got round by headers of proxies that nobody trusts', async () => {
    const { port } = await served();
    const statuses: number[] = [];
    for (let i = 0; i < 40; i++) {
      const address = `198.51.100.${i}`;
      const headers = {
        'X-Forwarded-For': address,
        'X-Real-IP': address,
        Forwarded: `for=${address}`,
        'CF-Connecting-IP': address,
      };
      const url = `http://127.0.0.1:${port}/api/v1/conversations`;
      statuses.push((await fetch(url, { method: 'POST', headers })).status);
    }
    expect(statuses.filter((status) => status === 429)).toHaveLength(10);
  });

  test('count all addresses of one IPv6 network as one', () => {
    const { open } = usualLimits();
    const allowed = (address: (i: number) => string) =>
      Array.from({ length: 50 }, (_, i) => open(address(i), 1)).filter(Boolean).length;
    expect(allowed((i) => `2001:4860:1:2::${i}`)).toBe(30);
    expect(allowed((i) => `2001:4860:1:2:${i}:0:0:1`)).toBe(0);
    expect(allowed((i) => `2001:4860:1:${i + 10}::1`)).toBe(50);
  });

  test('hold for streams that stay open, of one talk and of one address; who leaves makes room', async () => {
    const { web, port } = await served();
    const talk = await web.open();
    const streams: Response[] = [];
    const begin = async () => {
      const url = `http://127.0.0.1:${port}${talk.path}/events`;
      const response = await fetch(url, { headers: { Authorization: `Bearer ${talk.token}` } });
      streams.push(response);
      return response.status;
    };
    const statuses: number[] = [];
    for (let i = 0; i < 23; i++) statuses.push(await begin());
    expect(statuses.filter((status) => status === 200)).toHaveLength(20);
    expect(statuses.slice(20)).toEqual([429, 429, 429]);
    await streams[0]?.body?.cancel();
    await expect.poll(begin, { timeout: 3_000 }).toBe(200);
    await Promise.all(streams.map((one) => one.body?.cancel()));
  });

  test('a stream that only its head is asked of does not stay open', async () => {
    const { web, port } = await served();
    const talk = await web.open();
    const call = (method: string) =>
      fetch(`http://127.0.0.1:${port}${talk.path}/events`, {
        method,
        headers: { Authorization: `Bearer ${talk.token}` },
      });
    for (let i = 0; i < 30; i++) expect((await call('HEAD')).status).toBe(200);
    const response = await call('GET');
    expect(response.status).toBe(200);
    await response.body?.cancel();
  });
});

describe('a page elsewhere', () => {
  const changing = async () => {
    const { web } = await staffedWeb(advisor, { testClock: false });
    const found = web.routes.filter(({ method }) => method !== 'GET');
    return { web, found, ada: await loggedIn(web, 'ada'), talk: await web.open() };
  };

  test.each([
    ['as browsers tell it', { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' }],
    ['on a neighbour', { 'Sec-Fetch-Site': 'same-site', Origin: 'https://shop.example' }],
    ['as old browsers tell it', { Origin: 'https://evil.example' }],
  ])('changes nothing by any route with the cookies of an agent and a merchant, %s', async (_, from) => {
    const { web, found, ada, talk } = await changing();
    const before = await (await talk.show()).text();
    expect(found.length).toBeGreaterThan(25);
    for (const { method, path } of found.filter((one) => !WITHOUT_COOKIES.has(`${one.method} ${one.path}`))) {
      for (const type of ['application/json', 'application/x-www-form-urlencoded', 'text/plain']) {
        const response = await web.request(path.replace(/:\w+/, talk.id), {
          method,
          headers: {
            ...from,
            Cookie: `${ada.cookie}; daozhang=${talk.token}`,
            'Content-Type': type,
          },
          body: type === 'application/json' ? '{"text":"x"}' : 'text=x',
        });
        expect([method, path, type, isRefusal(response)]).toEqual([method, path, type, true]);
        expect(response.headers.get('set-cookie')).toBeNull();
      }
    }
    expect(await (await talk.show()).text()).toBe(before);
    expect((await ada.call('GET', '/api/v1/users')).status).toBe(200);
  });

  test("without the session's token no route of agents changes anything, though it seems our own", async () => {
    const { web, found, ada } = await changing();
    const staffed = found.filter(({ path }) => /^\/api\/v1\/(cases|users|webhooks|session\/)/.test(path));
    expect(staffed.length).toBeGreaterThan(12);
    for (const { method, path } of staffed) {
      for (const token of [undefined, 'guessed', 'A'.repeat(43)]) {
        const response = await web.request(path.replace(/:\w+/, 'x'), {
          method,
          headers: {
            Cookie: ada.cookie,
            'Sec-Fetch-Site': 'same-origin',
            'Content-Type': 'application/json',
            ...(token === undefined ? {} : { 'X-CSRF-Token': token }),
          },
          body: '{}',
        });
        expect([method, path, response.status]).toEqual([method, path, 403]);
      }
    }
  });
});
