import type { HolidayTable } from '../calendar/holidays.ts';
import type { Dialog } from '../dialog/dialog.ts';
import type { Renamed } from '../dialog/renamed.ts';
import type { Slot } from '../dialog/slot.ts';
import type { Article } from '../knowledge/article.ts';
import type { Cause } from '../knowledge/cause.ts';
import type { Contact } from '../knowledge/contact.ts';
import type { PayoutMessage } from '../knowledge/payout-message.ts';
import type { ResponseCode } from '../knowledge/response-code.ts';
import type { Service } from '../knowledge/service.ts';
import type { Settlement } from '../knowledge/settlement.ts';
import type { Source } from '../knowledge/source.ts';
import type { Translation } from './translation.ts';

/** Everything authored, checked and resolved to ids. Holding a Content means that every check has passed.
 * It is plain data: it survives JSON, so a checked Content can be kept on disk beside its version hash. */
export interface Content {
  /** hash of all content files */
  readonly version: string;
  readonly slots: Readonly<Record<string, Slot>>;
  /** ids of the slots that the engine itself has to know, by what they are for */
  readonly roles: Roles;
  readonly first: Dialog;
  /** value id of the issue slot → its trees: special cases first, the general tree last */
  readonly dialogs: Readonly<Record<string, readonly Dialog[]>>;
  readonly causes: Readonly<Record<string, Cause>>;
  readonly contacts: Readonly<Record<string, Contact>>;
  readonly codes: Readonly<Record<string, ResponseCode>>;
  readonly payoutMessages: readonly PayoutMessage[];
  readonly settlement: Settlement;
  readonly service: Service;
  readonly holidays: HolidayTable;
  readonly articles: Readonly<Record<string, Article>>;
  readonly sources: Readonly<Record<string, Source>>;
  /** fixed wording: reply id → sentence with holes */
  readonly replies: Readonly<Record<string, string>>;
  readonly vocabulary: Vocabulary;
  readonly intents: Intents;
  /** slot id → value id, or `unknown` → what merchants answer */
  readonly answers: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  /** ids of earlier versions that talks may still hold, and those in their place */
  readonly renamed: Renamed;
  /** language (en) → its wording; Chinese is the content itself */
  readonly locales: Readonly<Record<string, Translation>>;
}

/** dialogs/slots.yaml marks these with `role:`. */
export interface Roles {
  readonly issue: string;
  readonly saleTime: string;
  readonly settlementMode: string;
  readonly brand: string;
  readonly user: string;
}

/** knowledge/vocabulary.yaml: what is rewritten before anything is matched, longest first. */
export interface Vocabulary {
  /** written → meant: misspellings, dialect, spam disguises */
  readonly rewrite: readonly (readonly [string, string])[];
  /** control word lists, don't-know phrases, hedges, negations: list name → phrases or /regular expressions/ */
  readonly lists: Readonly<Record<string, readonly string[]>>;
}

/** knowledge/intents.yaml: example sentences. */
export interface Intents {
  /** value id of the issue slot, or `article:<id>` for a side question, or `outside:<topic>` → examples */
  readonly examples: Readonly<Record<string, readonly string[]>>;
}
