import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { createLog } from '../src/log.ts';
import { createMetrics } from '../src/web/metrics.ts';

const ID = '0a1b2c3d-0a1b-2c3d-4e5f-0a1b2c3d4e5f';
const TOLD = {
  conversationId: ID,
  seq: 2,
  turn: 1,
  status: 'asking',
  issue: 'not_arrived',
  asking: 'card_type',
  cause: null,
  missed: false,
  handOff: false,
  ms: 1.23456,
};

function logged(work: (log: ReturnType<typeof createLog>) => void): readonly string[] {
  const lines: string[] = [];
  work(createLog((line) => lines.push(line)));
  return lines;
}

describe('the log', () => {
  test('has one JSON line a turn, with ids and timings', () => {
    const [line = '', ...more] = logged((log) => log.turn(TOLD));
    expect(more).toEqual([]);
    expect(JSON.parse(line)).toMatchObject({
      level: 'info',
      msg: 'turn',
      talk: expect.stringMatching(/^talk-[0-9a-f]{16}$/),
      seq: 2,
      status: 'asking',
      asking: 'card_type',
      ms: 1.23,
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    });
  });

  test.each([
    ['in a message', new Error('card 6222021234567890128 refused')],
    ['in a cause that is told with the stack', new Error('x', { cause: 'phone 13987612345' })],
    ['in what is no error', { card: '4111 1111 1111 1111' }],
    ['in a text with line breaks', new Error('a\n验证码是 904817\nb')],
  ])('masks what slipped in %s, and stays JSON', (_where, error) => {
    const [line = ''] = logged((log) => log.trouble({ id: 'x', where: 'job', error }));
    expect(line).not.toMatch(/6222021234567890128|13987612345|4111 1111|904817/);
    expect(JSON.parse(line)).toMatchObject({ level: 'error', id: 'x' });
  });

  test('names no conversation by its id', () => {
    const lines = logged((log) => {
      log.turn(TOLD);
      log.trouble({
        id: 'x',
        where: `conversation ${ID} message 3`,
        error: new Error(`/conversations/${ID}/messages`),
      });
      log.warn(`case c1 of conversation ${ID} waits`);
    });
    expect(lines.join()).not.toContain(ID);
    expect(new Set(lines.flatMap((line) => line.match(/talk-[0-9a-f]{16}/g) ?? [])).size).toBe(1);
  });
});

describe('the metrics', () => {
  const waiting = { casesWaiting: 2, oldestCaseMs: 90_000, jobsOverdue: 1, oldestJobMs: 500, jobsDead: 3 };

  test('count turns, misses and hand-offs, time them, and tell what waits', () => {
    const metrics = createMetrics();
    metrics.turn({ status: 'asking', missed: true, handOff: false, ms: 3 });
    metrics.turn({ status: 'handoff', missed: false, handOff: true, ms: 30 });
    metrics.fault('store');
    const lines = metrics.text(waiting).split('\n');
    for (const line of [
      'daozhang_turns_total 2',
      'daozhang_misses_total 1',
      'daozhang_hand_offs_total 1',
      'daozhang_answers_total{status="handoff"} 1',
      'daozhang_faults_total{where="store"} 1',
      'daozhang_turn_seconds_bucket{le="0.005"} 1',
      'daozhang_turn_seconds_bucket{le="0.05"} 2',
      'daozhang_turn_seconds_count 2',
      'daozhang_oldest_case_seconds 90',
      'daozhang_jobs_dead 3',
    ]) {
      expect(lines).toContain(line);
    }
    expect(metrics.text(null)).not.toContain('daozhang_cases_waiting');
  });

  test('are all on the dashboard, and the dashboard asks for none that is not there', () => {
    const file = path.join(import.meta.dirname, '../deploy/grafana-dashboard.json');
    const dashboard = readFileSync(file, 'utf8');
    JSON.parse(dashboard);
    const asked = new Set(dashboard.match(/daozhang_[a-z_]+/g)?.map((name) => name.replace(/_bucket$/, '')));
    const text = createMetrics().text(waiting);
    const told = new Set([...text.matchAll(/# TYPE (\S+)/g)].map(([, name]) => name));
    expect(asked).toEqual(told);
  });
});
