import { z } from 'zod';
import type { Status } from '../../conversation/conversation.ts';
import type { Desk } from '../../desk/desk.ts';
import type { Identity } from '../../store/identity.ts';
import { callWecom, pairOf, type WecomAccount } from './wecom-account.ts';

/** Who has a talk: nobody yet (0), a bot (1), the pool of those who wait (2), a person (3); over (4). */
const POOL = 2;
const OURS: ReadonlySet<number> = new Set([0, 1]);

const stateSchema = z.object({ service_state: z.number() });

/** Puts a talk that was handed over into WeCom's pool, where its people take it. Nothing where it is there already,
 * or where the agents of this desk answer. */
export async function handToPeople(
  desk: Desk,
  account: WecomAccount,
  identity: Identity,
  status: Status,
): Promise<void> {
  if (status !== 'handoff' || account.settings.handOff === 'desk') return;
  const { openKfId, userId } = pairOf(identity);
  const who = { open_kfid: openKfId, external_userid: userId };
  const known = await callWecom(desk, account, '/cgi-bin/kf/service_state/get', who);
  const state = stateSchema.safeParse(known);
  if (known.errcode !== 0 || !state.success) {
    throw new Error(`/cgi-bin/kf/service_state/get answered ${known.errcode}`);
  }
  if (!OURS.has(state.data.service_state)) return;
  const { errcode, errmsg } = await callWecom(desk, account, '/cgi-bin/kf/service_state/trans', {
    ...who,
    service_state: POOL,
  });
  if (errcode !== 0) {
    desk.warn(
      `WeCom does not take conversation ${identity.conversationId} into its pool: ${errcode} ${errmsg}`,
    );
  }
}
