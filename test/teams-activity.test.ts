import { describe, expect, test } from 'vitest';
import { readActivity } from '../src/channels/teams/activity.ts';
import { commandOf } from '../src/channels/teams/agent-command.ts';
import { externalIdOf } from '../src/channels/teams/reach.ts';
import { isServiceUrl, teamsSettings } from '../src/channels/teams/settings.ts';
import { activity } from './support/teams.ts';

const URL = 'https://smba.trafficmanager.net/amer/';

function read(more: object) {
  return readActivity(JSON.stringify(activity(URL, more)));
}

function without(field: string) {
  const whole = Object.entries(activity(URL)).filter(([name]) => name !== field);
  return readActivity(JSON.stringify(Object.fromEntries(whole)));
}

describe('the rules of the Activity specification', () => {
  test.each([
    ['A2005', 'a field that nobody knows', { somethingNew: { deep: [1] } }],
    ['A2005', 'a field that nobody knows in a nested object', { from: { id: 'u', mood: 'good' } }],
    ['A2012', 'a type of the sender’s own', { type: 'application/x-own' }],
    ['A2030', 'an event without an id', { type: 'typing', id: undefined }],
    ['A2040', 'no timestamp', { timestamp: undefined }],
    ['A2042', 'a timestamp of long ago', { timestamp: '2001-01-01T00:00:00Z' }],
    ['A2043', 'seven digits of a second', { timestamp: '2026-11-18T02:00:00.1234567Z' }],
    ['A2050', 'a local timestamp with its offset', { localTimestamp: '2026-11-18T10:00:00.123+08:00' }],
    ['A2057', 'a time zone that nobody knows', { localTimezone: 'Mars/Olympus' }],
    ['A2104', 'an entity of a type that nobody knows', { entities: [{ type: 'x-own', a: 1 }] }],
    ['A2105', 'an entity without a type', { entities: [{}] }],
    ['A3000', 'an empty text', { text: '' }],
    ['A3012', 'a text format that is none', { textFormat: 'rtf' }],
    ['A3021', 'a locale that is none', { locale: 'xx-Klingon' }],
    ['A3080', 'a value that is a primitive', { value: 7 }],
    ['', 'null for what is not there', { text: null, entities: null, channelData: null, value: null }],
  ])('%s accept %s', (_, __, more) => {
    expect(read(more)).toHaveProperty('activity');
  });

  test.each([
    ['A2010', 'type'],
    ['A2020', 'channelId'],
    ['A2060', 'from'],
    ['A2070', 'recipient'],
    ['A2080', 'conversation'],
    ['A2300', 'serviceUrl'],
    ['', 'id'],
  ])('%s refuse a message without %s', (_, field) => {
    expect(without(field)).toEqual({ fault: expect.stringContaining(field) });
  });

  test.each([
    ['A2010', 'a type that is no string', { type: 7 }],
    ['A2010', 'an empty type', { type: '' }],
    ['A2003', 'an id that is no string', { id: 7 }],
    ['A2003', 'an id without end', { id: 'x'.repeat(2_000) }],
    ['A2003', 'a timestamp that is none', { timestamp: 'yesterday' }],
    ['A2003', 'a day that does not exist as a timestamp', { timestamp: '2026-13-45T00:00:00Z' }],
    ['A2003', 'a timestamp that is a number', { timestamp: 1_700_000_000 }],
    ['A2003', 'a text that is no string', { text: ['a'] }],
    ['A2060', 'a sender without id', { from: { name: 'x' } }],
    ['A2060', 'an empty id of the sender', { from: { id: '' } }],
    ['A2080', 'a conversation that is a string', { conversation: 'c' }],
    ['A2003', 'entities that are no list', { entities: { type: 'mention' } }],
    ['A2200', 'channel data that is a primitive', { channelData: 'x' }],
    ['A2300', 'a service address that is none', { serviceUrl: 'not a url' }],
    ['A2003', 'attachments without a type', { attachments: [{}] }],
    ['A2003', 'members that are strings', { membersAdded: ['u'] }],
  ])('%s refuse %s', (_, __, more) => {
    expect(read(more)).toHaveProperty('fault');
  });

  test.each(['', '[]', 'null', '"x"', '{', '{"type":"message"}', '7'])('refuse the body %s', (body) => {
    expect(readActivity(body)).toHaveProperty('fault');
  });

  test('A2251 what the sender says of the caller is dropped, and nulls with it', () => {
    const result = read({ callerId: 'urn:evil', locale: null });
    if (!('activity' in result)) expect.fail();
    expect(result.activity).not.toHaveProperty('callerId');
    expect(result.activity).not.toHaveProperty('locale');
  });
});

describe('who writes', () => {
  const from = (more: object) => {
    const result = read(more);
    if (!('activity' in result)) expect.fail();
    return externalIdOf(result.activity);
  };
  test('has one conversation in a chat of two, and each one of their own in a group', () => {
    const group = { conversation: { id: 'g', conversationType: 'groupChat' } };
    expect(from({})).toBe('mei');
    expect(from(group)).toBe('g|mei');
    expect(from({ ...group, from: { id: 'lin' } })).toBe('g|lin');
    expect(from({ channelId: 'emulator' })).toBe('emulator|mei');
  });
});

describe('what an agent writes', () => {
  test.each([
    ['triage 昨天的钱没到', { type: 'triage', text: '昨天的钱没到' }],
    ['诊断：15号出款失败\n户名不符', { type: 'triage', text: '15号出款失败\n户名不符' }],
    ['Triage', { type: 'triage', text: '' }],
    ['工单', { type: 'cases' }],
    ['/cases', { type: 'cases' }],
    ['帮助', { type: 'help' }],
    ['绑定 abcd-efgh', { type: 'link', code: 'abcd-efgh' }],
    ['Link：ＡＢＣＤ－ＥＦＧＨ', { type: 'link', code: 'ＡＢＣＤ－ＥＦＧＨ' }],
    ['绑定', { type: 'link', code: '' }],
    ['解绑', { type: 'unlink' }],
    ['接收通知', { type: 'notices', on: true }],
    ['停止通知', { type: 'notices', on: false }],
    ['notify off', { type: 'notices', on: false }],
    ['工单 c10001', { type: 'open', number: 'C10001', closing: false }],
    ['结案C10001', { type: 'open', number: 'C10001', closing: true }],
    ['接手：C10001', { type: 'take', number: 'C10001' }],
    ['交还 C10001', { type: 'return', number: 'C10001' }],
    ['回复 C10001 您好，\n在查', { type: 'reply', number: 'C10001', text: '您好，\n在查' }],
    ['回复C10001：在查', { type: 'reply', number: 'C10001', text: '在查' }],
    ['回复 在查', { type: 'reply', number: '', text: '在查' }],
    ['回复', { type: 'reply', number: '', text: '' }],
  ])('%s is a command', (text, command) => {
    expect(commandOf(text)).toEqual(command);
  });

  test.each([
    '我的工单呢',
    '接手',
    '接手 10001',
    '回复一下我',
    '停止通知了吗',
    '绑定银行卡要多久',
    'C10001',
    '诊断书没有',
    '钱没到账',
    '',
  ])('%s is none', (text) => {
    expect(commandOf(text)).toBeNull();
  });
});

describe('the settings', () => {
  const ID = '11111111-2222-4333-8444-555555555555';
  const whole = {
    DAOZHANG_TEAMS_APP_ID: ID,
    DAOZHANG_TEAMS_TENANT: ID,
    DAOZHANG_TEAMS_SECRET: 'secret-of-app',
  };

  test('without a word Teams answers on loopback only', () => {
    expect(teamsSettings({}, true)).toEqual({ ok: true, settings: { app: null, agents: null } });
    expect(teamsSettings({}, false)).toEqual({ ok: true, settings: null });
    expect(teamsSettings({ DAOZHANG_TEAMS_APP_ID: '' }, false)).toEqual({ ok: true, settings: null });
  });

  test.each([
    [{ DAOZHANG_TEAMS_APP_ID: ID }],
    [{ DAOZHANG_TEAMS_SECRET: 'secret-of-app' }],
    [{ DAOZHANG_TEAMS_AGENTS: ID }],
    [{ ...whole, DAOZHANG_TEAMS_APP_ID: 'my bot' }],
    [{ ...whole, DAOZHANG_TEAMS_TENANT: 'contoso' }],
    [{ ...whole, DAOZHANG_TEAMS_SECRET: 'x' }],
    [{ ...whole, DAOZHANG_TEAMS_AGENTS: 'mei' }],
  ])('%j is refused, on loopback too', (env) => {
    expect(teamsSettings(env, true)).toEqual({
      ok: false,
      message: expect.stringContaining('DAOZHANG_TEAMS_'),
    });
  });

  test('nobody is an agent who is not named', () => {
    expect(teamsSettings(whole, false)).toMatchObject({ ok: true, settings: { agents: new Set() } });
  });

  test.each([
    ['https://smba.trafficmanager.net/amer/', true, false],
    ['https://webchat.botframework.com/', true, false],
    ['http://smba.trafficmanager.net/', false, false],
    ['https://evil.trafficmanager.net/', false, false],
    ['https://smba.trafficmanager.net.evil.example/', false, false],
    ['https://user@smba.trafficmanager.net/', false, false],
    ['http://169.254.169.254/latest', false, false],
    ['http://127.0.0.1:9/', false, true],
    ['http://localhost:56150/_connector', false, true],
    ['http://127.0.0.1.evil.example/', false, false],
    ['file:///etc/passwd', false, false],
  ])('%s is written to: with an app %s, without %s', (url, withApp, withoutApp) => {
    expect(isServiceUrl({ app: { id: ID, tenant: ID, secret: 's' }, agents: null }, url)).toBe(withApp);
    expect(isServiceUrl({ app: null, agents: null }, url)).toBe(withoutApp);
  });
});
