import { type Profiler, Session } from 'node:inspector/promises';

const MOST = 14;

/** Runs something and tells, for the functions that it spent most time in, which share of its time passed there and
 * in what they call. */
export async function profiled(run: () => void | Promise<void>): Promise<string[]> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: 200 });
  await session.post('Profiler.start');
  await run();
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  return [
    '| function | share of the time, with what it calls | alone |',
    '|---|---|---|',
    ...rowsOf(profile),
  ];
}

function rowsOf(profile: Profiler.Profile): string[] {
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const parents = new Map(profile.nodes.flatMap(({ id, children }) => (children ?? []).map((c) => [c, id])));
  const within = new Map<string, number>();
  const alone = new Map<string, number>();
  let total = 0;
  const nameOf = (id: number) => nodes.get(id)?.callFrame.functionName ?? '';
  profile.samples?.forEach((id, i) => {
    const time = profile.timeDeltas?.[i] ?? 0;
    total += time;
    add(alone, nameOf(id), time);
    const names = new Set<string>();
    for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) names.add(nameOf(at));
    for (const name of names) add(within, name, time);
  });
  const share = (time: number | undefined) => `${(((time ?? 0) / total) * 100).toFixed(1)} %`;
  return [...within]
    .filter(
      ([name]) => /^\w+$/.test(name) && !/^(main|run|profiled|one|evaluate|dispatch|post|fn)$/.test(name),
    )
    .sort(([, a], [, b]) => b - a)
    .slice(0, MOST)
    .map(([name, time]) => `| \`${name}\` | ${share(time)} | ${share(alone.get(name))} |`);
}

function add(sums: Map<string, number>, name: string, time: number): void {
  sums.set(name, (sums.get(name) ?? 0) + time);
}
