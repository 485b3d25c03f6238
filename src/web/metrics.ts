/** Upper edges of the latency buckets in seconds. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];

/** What the operator watches. */
export interface Metrics {
  request(route: string, status: number, seconds: number): void;
  /** a merchant's message was answered */
  turn(): void;
  /** a fault of ours, by where it happened */
  fault(where: 'store' | 'engine' | 'web'): void;
  /** Prometheus text exposition format 0.0.4 */
  text(): string;
}

/** Counters at zero. */
export function createMetrics(): Metrics {
  const requests = new Map<string, number>();
  const latency = { counts: BUCKETS.map(() => 0), sum: 0, count: 0 };
  const faults = { store: 0, engine: 0, web: 0 };
  let turns = 0;
  return {
    request: (route, status, seconds) => {
      const labels = `route="${route}",status="${status}"`;
      requests.set(labels, (requests.get(labels) ?? 0) + 1);
      for (const [i, edge] of BUCKETS.entries())
        if (seconds <= edge) latency.counts[i] = (latency.counts[i] ?? 0) + 1;
      latency.sum += seconds;
      latency.count += 1;
    },
    turn: () => {
      turns += 1;
    },
    fault: (where) => {
      faults[where] += 1;
    },
    text: () =>
      [
        ...head('daozhang_turns_total', 'counter', 'Messages of merchants that were answered.'),
        `daozhang_turns_total ${turns}`,
        ...head('daozhang_requests_total', 'counter', 'HTTP requests by route and status.'),
        ...[...requests].map(([labels, count]) => `daozhang_requests_total{${labels}} ${count}`),
        ...head('daozhang_faults_total', 'counter', 'Faults by where they happened.'),
        ...Object.entries(faults).map(([where, count]) => `daozhang_faults_total{where="${where}"} ${count}`),
        ...histogram(latency),
        '',
      ].join('\n'),
  };
}

function head(name: string, type: string, help: string): string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`];
}

function histogram(latency: { counts: readonly number[]; sum: number; count: number }): string[] {
  const name = 'daozhang_request_seconds';
  return [
    ...head(name, 'histogram', 'Time from request to response.'),
    ...BUCKETS.map((edge, i) => `${name}_bucket{le="${edge}"} ${latency.counts[i]}`),
    `${name}_bucket{le="+Inf"} ${latency.count}`,
    `${name}_sum ${latency.sum}`,
    `${name}_count ${latency.count}`,
  ];
}
