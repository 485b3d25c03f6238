import { type Triage, triage } from '../conversation/triage.ts';
import { mask } from '../privacy/mask.ts';
import type { Advisor } from './advisor.ts';
import { storable } from './door.ts';

/** The verdict on a message or transcript that an agent pastes. `asked`: the slot whose question it answers. */
export function triageText(advisor: Advisor, text: string, at: number, asked: string | null): Triage {
  const reading = { at, asked };
  const understanding = advisor.read(mask(storable(text)).text, reading);
  return triage(advisor.expert, understanding, reading);
}
