/** @jsxImportSource react */
import { Button, Input, Segmented } from 'antd';
import type { FormEvent } from 'react';
import { go, useAddress } from './address.ts';
import { CaseCards } from './case-cards.tsx';
import type { CaseList, CaseStatus } from './case-shape.ts';
import { CaseTable } from './case-table.tsx';
import { QUEUE } from './case-words.ts';
import { useDoorbell } from './doorbell.ts';
import { useLoaded } from './loaded.ts';
import { useNarrow } from './narrow.ts';
import { Trouble } from './trouble.tsx';
import { WORDS } from './words.ts';

const OPEN: readonly CaseStatus[] = ['waiting', 'with_agent', 'with_merchant'];
const LIMIT = 20;

/** Who waits, the most urgent first; paged and searched by the server, and always up to date. */
export function QueuePage() {
  const { query } = useAddress();
  const path = pathFor(query);
  const { value, trouble, reload } = useLoaded<CaseList>(path);
  const live = useDoorbell('/api/v1/cases/events', reload);
  const narrow = useNarrow();
  return (
    <div className="queue">
      <h1 className="visually-hidden">{QUEUE.title}</h1>
      <Filters query={query} list={value} />
      {trouble !== null && <Trouble of={trouble} retry={reload} />}
      {value !== null && (
        <>
          {narrow ? <CaseCards cases={value.cases} /> : <CaseTable cases={value.cases} />}
          <Pager query={query} list={value} live={live} />
        </>
      )}
    </div>
  );
}

function Filters({ query, list }: { readonly query: URLSearchParams; readonly list: CaseList | null }) {
  const counts = list?.counts;
  const count = (status: CaseStatus) => counts?.[status] ?? 0;
  const options = [
    { value: 'open', label: `${QUEUE.open} ${OPEN.reduce((sum, one) => sum + count(one), 0)}` },
    ...OPEN.map((status) => ({ value: status, label: `${QUEUE.status[status]} ${count(status)}` })),
    { value: 'mine', label: QUEUE.mine },
    { value: 'solved', label: QUEUE.status.solved },
    { value: 'closed', label: QUEUE.status.closed },
  ];
  const search = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const words = String(new FormData(event.currentTarget).get('words')).trim();
    go(`#/queue?${withQuery(query, { search: words })}`);
  };
  return (
    <div className="filters">
      <div className="scroll">
        <Segmented
          aria-label={QUEUE.filter}
          options={options}
          value={query.get('show') ?? 'open'}
          onChange={(show) => go(`#/queue?${withQuery(query, { show })}`)}
        />
      </div>
      {list !== null && list.queues.length > 1 && (
        <select
          aria-label={QUEUE.queue}
          value={query.get('queue') ?? ''}
          onChange={(event) => go(`#/queue?${withQuery(query, { queue: event.target.value })}`)}
        >
          <option value="">{QUEUE.everyQueue}</option>
          {list.queues.map(({ id, name, waiting }) => (
            <option key={id} value={id}>
              {QUEUE.queueLine(name, waiting)}
            </option>
          ))}
        </select>
      )}
      <form onSubmit={search}>
        <Input
          key={query.get('search') ?? ''}
          name="words"
          type="search"
          aria-label={QUEUE.search}
          placeholder={QUEUE.search}
          maxLength={100}
          defaultValue={query.get('search') ?? ''}
        />
        <Button htmlType="submit">{WORDS.search}</Button>
      </form>
    </div>
  );
}

interface PagerProps {
  readonly query: URLSearchParams;
  readonly list: CaseList;
  readonly live: boolean;
}

function Pager({ query, list, live }: PagerProps) {
  const { next, total, hours } = list;
  const forward = new URLSearchParams(query);
  if (next !== null) forward.set('after', next);
  return (
    <div className="pager">
      <span className="soft">
        {QUEUE.total(total)} · {hours.open ? QUEUE.open24 : QUEUE.closedNow}（{hours.text}）
      </span>
      <span className={live ? 'live' : 'live broken'} role="status">
        {live ? QUEUE.live : QUEUE.broken}
      </span>
      <span className="row">
        <Button disabled={!query.has('after')} onClick={() => window.history.back()}>
          {QUEUE.back}
        </Button>
        <Button disabled={next === null} onClick={() => go(`#/queue?${forward}`)}>
          {QUEUE.more}
        </Button>
      </span>
    </div>
  );
}

/** The address with something else in it, from the first page on; what is empty is left out. */
function withQuery(query: URLSearchParams, change: Readonly<Record<string, string>>): URLSearchParams {
  const next = new URLSearchParams(query);
  next.delete('after');
  for (const [name, value] of Object.entries(change)) {
    if (value === '') next.delete(name);
    else next.set(name, value);
  }
  return next;
}

function pathFor(query: URLSearchParams): string {
  const show = query.get('show') ?? 'open';
  const asked = new URLSearchParams({ limit: String(LIMIT) });
  if (show === 'mine') asked.set('assignee', 'me');
  asked.set('status', show === 'open' || show === 'mine' ? OPEN.join(',') : show);
  for (const name of ['search', 'queue', 'after']) {
    const value = query.get(name);
    if (value !== null) asked.set(name, value);
  }
  return `/api/v1/cases?${asked}`;
}
