import { beforeAll, expect, test } from 'vitest';
import type { Advisor } from '../../src/desk/advisor.ts';
import { reportSchema } from '../../src/web/report-wire.ts';
import { shippedAdvisor } from '../support/advisor.ts';
import { act, handedOver } from '../support/handed-over.ts';

let advisor: Advisor;

beforeAll(async () => {
  advisor = await shippedAdvisor();
}, 60_000);

const PERIOD = 'since=2026-11-18T00:00:00%2B08:00&until=2026-11-25T00:00:00%2B08:00';
const DEBIT = '昨天下午刷的储蓄卡，平时都是秒到的，钱到现在没到';

test('the report counts talks, cases, ends, misses and what the first judgement was worth', async () => {
  const { web, wang, lin, id } = await handedOver(advisor, DEBIT);
  const say = async (...lines: readonly (readonly [string, string])[]) => {
    const talk = await web.open();
    for (const [text, at] of lines) await talk.send({ text, at: `2026-11-${at}:00+08:00` });
    return talk;
  };
  await say([DEBIT, '18T11:00']);
  const confirmed = await say([DEBIT, '18T11:01']);
  await confirmed.send({ choice: { slot: 'follow_up', value: 'yes' }, at: '2026-11-19T18:00:00+08:00' });
  await say([DEBIT, '18T11:02'], ['还没到', '20T11:00']);
  await say(['钱没到账', '18T11:03']);
  await say(['哇啦哇啦哇啦', '18T11:04']);
  await say(['哇啦哇啦哇啦哇', '18T11:05']);
  await act(wang, id, 'take');
  await act(wang, id, 'reply', { text: '您好', at: '2026-11-18T10:05:00+08:00' });
  await act(wang, id, 'close', { cause: 'debit_not_instant', solved: true, text: '次日到账' });

  expect((await wang.call('GET', `/api/v1/report?${PERIOD}`)).status).toBe(403);
  expect((await lin.call('GET', '/api/v1/report?since=yesterday')).status).toBe(400);
  const report = reportSchema.parse(await (await lin.call('GET', `/api/v1/report?${PERIOD}`)).json());
  expect(report).toMatchObject({
    conversations: 7,
    handedOff: { n: 1, of: 7 },
    contained: { n: 2, of: 4 },
    containedSoFar: 1,
    version: null,
    confirmed: { n: 1, of: 4 },
    firstReply: { cases: 1, p50Minutes: 5, inTime: { n: 1, of: 1 } },
    agreement: { n: 1, of: 1 },
  });
  expect(report.agreement.bins.reduce((sum, { cases }) => sum + cases, 0)).toBe(1);
  expect(report.causes[0]).toMatchObject({ id: 'debit_not_instant', truly: 1 });
  expect(report.dropOff[0]?.left).toBeGreaterThan(0);
  const [missed] = report.misses;
  expect(missed?.count).toBe(2);
  expect([missed?.text, ...(missed?.like ?? [])].sort()).toEqual(['哇啦哇啦哇啦', '哇啦哇啦哇啦哇']);
  expect(report.days).toEqual([{ day: '2026-11-18', conversations: 7, answered: 4, handedOff: 1 }]);

  const [{ version } = { version: '' }] = report.versions;
  const asked = async (query: string) =>
    reportSchema.parse(await (await lin.call('GET', `/api/v1/report?${PERIOD}&${query}`)).json());
  const of = await asked(`version=${version}`);
  expect({ ...of, version: null }).toEqual(report);
  const other = await asked('version=older');
  expect(other).toMatchObject({
    conversations: 0,
    handedOff: { n: 0, of: 0 },
    agreement: { of: 0 },
    misses: [],
  });
  expect(other.versions).toEqual(report.versions);

  const csv = await (await lin.call('GET', `/api/v1/report.csv?${PERIOD}`)).text();
  expect(csv).toContain('total,contained,2,4\r\n');
  expect(csv).toContain(`miss,${missed?.text},2,\r\n`);
});
