import { describe, expect, test } from 'vitest';
import { configure } from '../src/config.ts';

describe('the configuration', () => {
  test('has defaults that anybody can start with', () => {
    expect(configure({}, {})).toEqual({
      ok: true,
      config: {
        host: '127.0.0.1',
        port: 3978,
        data: './data',
        databaseUrl: null,
        keepDays: 180,
        embedHosts: [],
        webhookAllow: [],
        oidc: null,
        proxies: expect.any(Function),
        testClock: false,
        traces: false,
        agentToken: null,
      },
    });
  });

  test('takes flags before the environment, and an empty variable for none', () => {
    const env = { DAOZHANG_PORT: '4000', DAOZHANG_DATA: '/srv/data', DAOZHANG_AGENT_TOKEN: '' };
    expect(configure({ port: '5000' }, env)).toMatchObject({
      config: { port: 5000, data: '/srv/data', agentToken: null },
    });
  });

  test.each([
    [{ port: '99999' }, {}, '--port'],
    [{ port: '' }, {}, '--port'],
    [{}, { DAOZHANG_PORT: 'x' }, 'DAOZHANG_PORT'],
    [{}, { DAOZHANG_AGENT_TOKEN: 'short' }, 'DAOZHANG_AGENT_TOKEN'],
    [{}, { DAOZHANG_KEEP_DAYS: '0' }, 'DAOZHANG_KEEP_DAYS'],
    [{}, { DAOZHANG_KEEP_DAYS: 'for ever' }, 'DAOZHANG_KEEP_DAYS'],
    [{}, { DATABASE_URL: 'mysql://localhost/x' }, 'DATABASE_URL'],
    [{}, { DATABASE_URL: 'localhost' }, 'DATABASE_URL'],
  ])('says what is wrong with %j %j', (flags, env, name) => {
    const configured = configure(flags, env);
    expect(configured.ok).toBe(false);
    expect(configured.ok || configured.message).toContain(name);
  });
});
