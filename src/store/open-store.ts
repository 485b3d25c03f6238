import { backlogIn } from './backlog.ts';
import { caseQueueIn } from './cases/case-queue.ts';
import { casesIn } from './cases/cases.ts';
import { conversationsIn } from './conversations.ts';
import type { Database } from './engine/database.ts';
import { migrate } from './engine/migrate.ts';
import { exportOf } from './export.ts';
import { gauges } from './gauges.ts';
import { identitiesIn } from './identities.ts';
import { jobsIn } from './jobs.ts';
import { outboxIn } from './outboxes.ts';
import { recordsIn } from './records.ts';
import { registersIn } from './registers.ts';
import { retentionIn } from './retention.ts';
import { auditIn } from './staff/audit-trail.ts';
import { caseCardsIn, seatNotesIn } from './staff/seat-notes.ts';
import { seatsIn } from './staff/seats.ts';
import { invitationsIn, sessionsIn } from './staff/sessions.ts';
import { usersIn } from './staff/users.ts';
import type { Store } from './store.ts';
import { webhooksIn } from './webhooks.ts';

/** The store over a database engine, its schema brought up to date. Closes the database where that fails. */
export async function openStore(database: Database, now: number): Promise<Store> {
  try {
    await migrate(database, now);
  } catch (error) {
    await database.close();
    throw error;
  }
  return {
    conversations: conversationsIn(database),
    backlog: backlogIn(database),
    jobs: jobsIn(database),
    cases: casesIn(database),
    queue: caseQueueIn(database),
    records: recordsIn(database),
    retention: retentionIn(database),
    identities: identitiesIn(database),
    outbox: outboxIn(database),
    registers: registersIn(database),
    signals: database,
    audit: auditIn(database),
    users: usersIn(database),
    sessions: sessionsIn(database),
    invitations: invitationsIn(database),
    webhooks: webhooksIn(database),
    seats: seatsIn(database),
    seatNotes: seatNotesIn(database),
    caseCards: caseCardsIn(database),
    exportOf: (id) => exportOf(database, id),
    gauges: (now) => gauges(database, now),
    ready: async () => {
      await database.query('select 1 as one');
    },
    close: () => database.close(),
  };
}
