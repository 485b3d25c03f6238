/** @jsxImportSource react */
import { Table, type TableColumnsType } from 'antd';
import { go } from './address.ts';
import type { CaseSummary } from './case-shape.ts';
import { QUEUE } from './case-words.ts';
import { UrgencyTag } from './diagnosis-view.tsx';
import { Label } from './label.tsx';
import { SlaLabel, StatusLabel } from './sla-label.tsx';

const COLUMNS: TableColumnsType<CaseSummary> = [
  {
    title: QUEUE.columns.wait,
    key: 'wait',
    width: 130,
    render: (_, { sla, priority }) => (
      <>
        <SlaLabel sla={sla} />
        {priority === 0 && <Label colour="red">{QUEUE.raised}</Label>}
      </>
    ),
  },
  {
    title: QUEUE.columns.number,
    key: 'number',
    width: 110,
    render: (_, { id, number }) => <a href={`#/case/${encodeURIComponent(id)}`}>{number}</a>,
  },
  {
    title: QUEUE.columns.issue,
    key: 'issue',
    width: '30%',
    render: (_, one) => (
      <>
        <b>{one.issue?.label ?? QUEUE.noIssue}</b>{' '}
        {one.urgency !== null && <UrgencyTag urgency={one.urgency} />}
        <br />
        <span className="soft">{causeText(one)}</span>
      </>
    ),
  },
  { title: QUEUE.columns.amount, key: 'amount', width: 130, render: (_, { amount }) => amount?.label ?? '—' },
  {
    title: QUEUE.columns.last,
    key: 'last',
    render: (_, { lastLine, unread }) => (
      <>
        <span className="clip">{lastLine?.text}</span>
        {unread > 0 && <Label colour="blue">{QUEUE.unread(unread)}</Label>}
      </>
    ),
  },
  {
    title: QUEUE.columns.status,
    key: 'status',
    width: 100,
    render: (_, { status }) => <StatusLabel status={status} />,
  },
  { title: QUEUE.columns.assignee, key: 'assignee', width: 110, render: (_, one) => assigneeText(one) },
];

/** The queue as a table; a row leads to its case. */
export function CaseTable({ cases }: { readonly cases: readonly CaseSummary[] }) {
  return (
    <Table<CaseSummary>
      className="cases"
      rowKey="id"
      size="middle"
      tableLayout="fixed"
      pagination={false}
      columns={COLUMNS}
      dataSource={[...cases]}
      locale={{ emptyText: QUEUE.empty }}
      onRow={({ id }) => ({ onClick: () => go(`#/case/${encodeURIComponent(id)}`) })}
    />
  );
}

/** The likeliest cause with its share. */
export function causeText({ cause }: CaseSummary): string {
  return cause === null ? QUEUE.noCause : `${cause.name} ${Math.round(cause.probability * 100)}%`;
}

function assigneeText({ assignee, mine }: CaseSummary): string {
  return mine ? QUEUE.me : (assignee?.name ?? QUEUE.nobody);
}
