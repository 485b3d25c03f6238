import { describe, expect, test } from 'vitest';
import { CASE_CARDS } from '../../src/store/cases/redraw-cards.ts';
import type { Database } from '../../src/store/engine/database.ts';
import type { Outcome } from '../../src/store/job.ts';
import { SEAT_NOTES } from '../../src/store/staff/add-note.ts';
import { CASE_ALERT } from '../../src/store/staff/seat-news.ts';
import type { SeatNote } from '../../src/store/staff/seat-note.ts';
import type { NewUser } from '../../src/store/staff/user.ts';
import type { Store } from '../../src/store/store.ts';
import { actOf, newCase, news } from '../support/cases.ts';
import { handle, inbound, leaseOf, openedStore } from './store.ts';

const NOTHING: Outcome = { says: null, escalates: null, next: null, audit: [] };
const BY = { actor: 'test', at: 0 };
const WANG: NewUser = {
  ...{ id: 'wang', login: 'wang', name: '王芳', role: 'agent', team: 'default', passwordHash: '' },
};
const PLACE = { channel: 'teams', externalId: 'aad-wang', reference: { chat: 1 } };
const CARD = {
  caseId: 'k1',
  channel: 'teams',
  place: 'c-wang',
  userId: 'wang',
  messageId: 'm1',
  reference: {},
};

/** What every store must do for people who work on channels. `make` gives an empty database. */
export function seatsContract(name: string, make: () => Promise<Database>): void {
  /** A store with wang at a seat, and a merchant who waits for a person. */
  const opened = async () => {
    const store = await openedStore(await make());
    await store.users.add(WANG, BY);
    await store.users.add({ ...WANG, id: 'zhao', login: 'zhao', name: '赵强' }, BY);
    return store;
  };
  const seated = async (store: Store, userId = 'wang', place = PLACE) => {
    await store.seats.offer({ hash: `h-${userId}`, userId, expiresAt: 2_000 }, { actor: userId, at: 1_000 });
    const seat = await store.seats.take(`h-${userId}`, place, 1_500);
    if (seat === null) throw new Error('the seat was not given');
    return seat;
  };
  const heard = async (store: Store, [seq, version]: readonly [number, number], meaning: object) => {
    await store.conversations.accept(inbound(`m${seq}`), leaseOf('a'));
    return handle(store, [seq], version, { caseNews: news(meaning) });
  };
  const waitingFor = async (store: Store, userId = 'wang') =>
    (await store.seatNotes.waiting('teams', userId, 20)).notes.map(({ deed }) => deed);
  const due = (store: Store, kind: string) => store.jobs.nextDue([kind]);

  describe(`seats (${name})`, () => {
    test('are given by a code once and in time; both sides have one on a channel', async () => {
      const store = await opened();
      const { seats } = store;
      expect(await seats.take('never', PLACE, 1_000)).toBeNull();
      await seats.offer({ hash: 'h1', userId: 'wang', expiresAt: 2_000 }, { actor: 'wang', at: 1_000 });
      expect(await seats.take('h1', PLACE, 2_000)).toBeNull();
      await seats.offer({ hash: 'h2', userId: 'wang', expiresAt: 9_000 }, { actor: 'wang', at: 2_000 });
      const both = await Promise.all([seats.take('h2', PLACE, 3_000), seats.take('h2', PLACE, 3_000)]);
      expect(both.filter((one) => one !== null)).toMatchObject([
        { ...PLACE, notices: false, user: { id: 'wang', role: 'agent', team: 'default' } },
      ]);
      await seated(store, 'wang', { ...PLACE, externalId: 'another' });
      expect(await seats.find('teams', PLACE.externalId)).toBeNull();
      await seated(store, 'zhao', { ...PLACE, externalId: 'another' });
      expect(await seats.find('teams', 'another')).toMatchObject({ user: { id: 'zhao' } });
      const entries = await store.audit.list({ before: null, entity: 'user', entityId: 'wang', limit: 9 });
      expect(entries.map(({ action }) => action).filter((one) => one === 'linked')).toHaveLength(2);
      expect(entries.map(({ action }) => action)).toContain('code-given');
    });

    test('keep what is changed, and are nobody’s once the user is disabled or leaves', async () => {
      const store = await opened();
      const seat = await seated(store);
      await store.seats.change(seat, { notices: true });
      await store.seats.change({ ...seat, notices: true }, { reference: { chat: 2 } });
      expect(await store.seatNotes.wanting()).toMatchObject([{ notices: true, reference: { chat: 2 } }]);
      await store.users.change('wang', { disabled: true }, BY);
      expect(await store.seats.find('teams', PLACE.externalId)).toBeNull();
      expect(await store.seatNotes.wanting()).toEqual([]);
      await store.users.change('wang', { disabled: false }, BY);
      expect(await store.seats.find('teams', PLACE.externalId)).toBeNull();
      await store.seats.leave(await seated(store), 5_000);
      expect(await store.seats.find('teams', PLACE.externalId)).toBeNull();
      await seated(store);
      await store.users.change('wang', { name: '王小芳', role: 'lead' }, BY);
      expect(await store.seats.find('teams', PLACE.externalId)).toMatchObject({ user: { role: 'lead' } });
      await store.seats.offer({ hash: 'h9', userId: 'wang', expiresAt: 9_000 }, { actor: 'wang', at: 1_000 });
      await store.users.change('wang', { passwordHash: 'new' }, BY);
      expect(await store.seats.find('teams', PLACE.externalId)).toBeNull();
      expect(await store.seats.take('h9', PLACE, 2_000)).toBeNull();
    });

    test('are told each thing once and in order, until it is done', async () => {
      const store = await opened();
      await seated(store);
      await heard(store, [2, 0], { opens: newCase('k1') });
      const note = (deed: string, line: number, at: number): SeatNote => ({
        ...{ channel: 'teams', userId: 'wang', caseId: 'k1', type: 'line', deed, line, at },
      });
      await store.seatNotes.add([note('b', 7, 2), note('a', 3, 2), note('c', 1, 1)], 5);
      await store.seatNotes.add([note('a', 3, 2)], 6);
      expect(await waitingFor(store)).toEqual(['c', 'a', 'b']);
      expect(await due(store, SEAT_NOTES)).toBe(5);
      await store.seatNotes.done(note('c', 1, 1), 7);
      await store.seatNotes.add([note('c', 1, 1)], 8);
      expect(await waitingFor(store)).toEqual(['a', 'b']);
    });

    test('hear of urgent and late cases where somebody wants to, in the transaction that makes them so', async () => {
      const store = await opened();
      await heard(store, [2, 0], { opens: newCase('k1', { urgency: 'urgent' }) });
      expect(await due(store, CASE_ALERT)).toBeNull();
      await store.seats.change(await seated(store), { notices: true });
      await heard(store, [4, 1], { matter: newCase('', { urgency: 'wait' }) });
      expect(await due(store, CASE_ALERT)).toBeNull();
      await heard(store, [6, 2], { matter: newCase('', { urgency: 'urgent' }) });
      const claimed = async () => {
        const wanted = { kinds: [CASE_ALERT], due: 99_000, limit: 9 };
        return (await store.jobs.claim(wanted, leaseOf('b', 50_000))).map(({ payload }) => payload);
      };
      expect(await claimed()).toEqual([{ caseId: 'k1', type: 'urgent', deed: 'urgent' }]);
      await store.jobs.add([{ kind: 'test', key: 'k', payload: {}, runAt: 10 }], 1);
      const [one] = await store.jobs.claim({ kinds: ['test'], due: 10, limit: 1 }, leaseOf('a'));
      if (one === undefined) throw new Error('nothing is due');
      await store.jobs.finish(one, { ...NOTHING, escalates: 'k1' }, { owner: 'a', at: 5_001 });
      expect(await claimed()).toEqual([{ caseId: 'k1', type: 'escalated', deed: 'escalated:5001' }]);
    });

    test('hear what the merchant of their case writes where they have its card or want notices', async () => {
      const store = await opened();
      const seat = await seated(store);
      await heard(store, [2, 0], { opens: newCase('k1') });
      const assignee = { id: 'wang', name: '王芳' };
      await store.cases.act(actOf('t1', { change: { status: 'with_agent', assignee } }));
      await heard(store, [4, 1], {});
      expect(await waitingFor(store)).toEqual([]);
      await store.caseCards.keep(CARD);
      await heard(store, [6, 2], {});
      await store.caseCards.drop(CARD);
      await store.seats.change(seat, { notices: true });
      await heard(store, [8, 3], {});
      expect(await waitingFor(store)).toEqual(['line:6', 'line:8']);
      await store.cases.act(actOf('t2', { change: { status: 'waiting', assignee: null } }));
      await heard(store, [10, 4], {});
      expect(await waitingFor(store)).toEqual(['line:6', 'line:8']);
    });

    test('hear of a case that is passed on to them', async () => {
      const store = await opened();
      await store.seats.change(await seated(store), { notices: true });
      await heard(store, [2, 0], { opens: newCase('k1') });
      const { event } = actOf('p1');
      const passed = (deed: string, id: string) =>
        actOf(deed, {
          event: { ...event, deed, action: 'transferred' },
          change: { status: 'waiting', assignee: { id, name: id } },
        });
      await store.cases.act(passed('p1', 'wang'));
      await store.cases.act(passed('p1', 'wang'));
      await store.cases.act(passed('p2', 'zhao'));
      expect(await waitingFor(store)).toEqual(['p1']);
    });

    test('have the newest card of a case in each chat drawn anew when it looks otherwise', async () => {
      const store = await opened();
      await heard(store, [2, 0], { opens: newCase('k1') });
      await store.cases.act(actOf('d1'));
      await store.caseCards.keep(CARD);
      await store.caseCards.keep({ ...CARD, messageId: 'm2' });
      await store.caseCards.keep({ ...CARD, place: 'c-group' });
      const cards = await store.caseCards.of('k1');
      expect(cards.map(({ messageId }) => messageId).sort()).toEqual(['m1', 'm2']);
      await store.caseCards.drop(CARD);
      expect(await store.caseCards.of('k1')).toHaveLength(2);
      await heard(store, [4, 1], { matter: newCase('') });
      await store.cases.act(actOf('d2'));
      expect(await due(store, CASE_CARDS)).toBeNull();
      const { event } = actOf('d3');
      await store.cases.act(actOf('d3', { event: { ...event, deed: 'd3', action: 'taken' } }));
      expect(await due(store, CASE_CARDS)).toBe(event.at);
    });

    test('have nothing left of a talk that is erased', async () => {
      const store = await opened();
      await store.seats.change(await seated(store), { notices: true });
      await heard(store, [2, 0], { opens: newCase('k1') });
      await store.caseCards.keep(CARD);
      const assignee = { id: 'wang', name: '王芳' };
      await store.cases.act(actOf('t1', { change: { status: 'with_agent', assignee } }));
      await heard(store, [4, 1], {});
      expect(await waitingFor(store)).toEqual(['line:4']);
      expect(await store.retention.erase('c1', 9_000)).toBe(true);
      expect(await waitingFor(store)).toEqual([]);
      expect(await store.caseCards.of('k1')).toEqual([]);
      expect(await store.seats.find('teams', PLACE.externalId)).not.toBeNull();
    });
  });
}
