import { z } from 'zod';

/** knowledge/payout-messages.yaml: failure texts as Apps show them, tried from top to bottom. */
export const payoutMessagesSource = z.array(
  z.strictObject({
    /** a regular expression over the normalised text */
    match: z.string().min(1),
    /** option names of the slots that the text states: 出款状态, 出款失败原因, 结算账户状态 ... */
    facts: z.record(z.string(), z.string()),
    say: z.string().min(1),
    sources: z.array(z.string()).min(1),
  }),
);

/** A payout failure text: what it states (slot id → value id) and what it means to the merchant. */
export interface PayoutMessage {
  readonly match: string;
  readonly facts: Readonly<Record<string, string>>;
  readonly say: string;
  readonly sources: readonly string[];
}
