import type { Told } from '../desk/told.ts';
import type { Gauges } from '../store/gauges.ts';

/** Upper edges of the latency buckets in seconds. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];

/** What the operator watches. */
export interface Metrics {
  request(route: string, status: number, seconds: number): void;
  /** a merchant's message was answered, on whatever channel */
  turn(told: Pick<Told, 'status' | 'missed' | 'handOff' | 'ms'>): void;
  /** a fault of ours, by where it happened */
  fault(where: 'store' | 'engine' | 'web'): void;
  /** Prometheus text exposition format 0.0.4. `waiting`: null where the store does not tell */
  text(waiting: Gauges | null): string;
}

/** Counters at zero. */
export function createMetrics(): Metrics {
  const requests = new Map<string, number>();
  const [requestTimes, turnTimes] = [createTimes(), createTimes()];
  const faults = { store: 0, engine: 0, web: 0 };
  const turns = { all: 0, missed: 0, handOffs: 0 };
  const statuses = new Map<string, number>();
  return {
    request: (route, status, seconds) => {
      add(requests, `route="${route}",status="${status}"`);
      requestTimes.add(seconds);
    },
    turn: ({ status, missed, handOff, ms }) => {
      turns.all += 1;
      if (missed) turns.missed += 1;
      if (handOff) turns.handOffs += 1;
      add(statuses, `status="${status}"`);
      turnTimes.add(ms / 1_000);
    },
    fault: (where) => {
      faults[where] += 1;
    },
    text: (waiting) =>
      [
        ...single('daozhang_turns_total', 'counter', 'Messages of merchants that were answered.', turns.all),
        ...single('daozhang_misses_total', 'counter', 'Messages that were not understood.', turns.missed),
        ...single('daozhang_hand_offs_total', 'counter', 'Talks that went to a person.', turns.handOffs),
        ...family('daozhang_answers_total', 'Answered messages by where the talk then stood.', statuses),
        ...family('daozhang_requests_total', 'HTTP requests by route and status.', requests),
        ...head('daozhang_faults_total', 'counter', 'Faults by where they happened.'),
        ...Object.entries(faults).map(([where, count]) => `daozhang_faults_total{where="${where}"} ${count}`),
        ...histogram('daozhang_request_seconds', 'Time from request to response.', requestTimes),
        ...histogram(
          'daozhang_turn_seconds',
          'Time from the message to the commit of its answer.',
          turnTimes,
        ),
        ...(waiting === null ? [] : gaugeLines(waiting)),
        '',
      ].join('\n'),
  };
}

function gaugeLines(waiting: Gauges): string[] {
  const { casesWaiting, oldestCaseMs, jobsOverdue, oldestJobMs, jobsDead } = waiting;
  return [
    ...single('daozhang_cases_waiting', 'gauge', 'Cases that nobody has taken.', casesWaiting),
    ...single('daozhang_oldest_case_seconds', 'gauge', 'How long the oldest waits.', oldestCaseMs / 1_000),
    ...single('daozhang_jobs_overdue', 'gauge', 'Jobs that are due and wait.', jobsOverdue),
    ...single('daozhang_oldest_job_seconds', 'gauge', 'How long the oldest is overdue.', oldestJobMs / 1_000),
    ...single('daozhang_jobs_dead', 'gauge', 'Jobs and messages to webhooks that were given up.', jobsDead),
  ];
}

function add(counts: Map<string, number>, labels: string): void {
  counts.set(labels, (counts.get(labels) ?? 0) + 1);
}

function createTimes() {
  const times = { counts: BUCKETS.map(() => 0), sum: 0, count: 0 };
  return {
    add: (seconds: number) => {
      for (const [i, edge] of BUCKETS.entries())
        if (seconds <= edge) times.counts[i] = (times.counts[i] ?? 0) + 1;
      times.sum += seconds;
      times.count += 1;
    },
    read: (): Readonly<typeof times> => times,
  };
}

function head(name: string, type: string, help: string): string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`];
}

function single(name: string, type: string, help: string, value: number): string[] {
  return [...head(name, type, help), `${name} ${value}`];
}

function family(name: string, help: string, counts: ReadonlyMap<string, number>): string[] {
  return [
    ...head(name, 'counter', help),
    ...[...counts].map(([labels, count]) => `${name}{${labels}} ${count}`),
  ];
}

function histogram(name: string, help: string, times: ReturnType<typeof createTimes>): string[] {
  const { counts, sum, count } = times.read();
  return [
    ...head(name, 'histogram', help),
    ...BUCKETS.map((edge, i) => `${name}_bucket{le="${edge}"} ${counts[i]}`),
    `${name}_bucket{le="+Inf"} ${count}`,
    `${name}_sum ${sum}`,
    `${name}_count ${count}`,
  ];
}
