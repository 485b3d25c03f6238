import { z } from 'zod';
import type { Hours, Stretch } from '../calendar/working-time.ts';
import type { Urgency } from './cause.ts';

const clock = '([01]\\d|2[0-3]):[0-5]\\d';
const shift = z.string().regex(new RegExp(`^${clock}-(${clock}|24:00)$`));
const minutes = z.number().int().positive();

/** knowledge/service.yaml: when people answer, and who answers what. */
export const serviceSource = z.strictObject({
  hours: z.strictObject({ workday: z.array(shift).min(1), dayOff: z.array(shift) }),
  quiet: z.string().regex(new RegExp(`^${clock}-${clock}$`)),
  /** by urgency: so many minutes of service hours until a person has to have answered */
  answerWithin: z.strictObject({ urgent: minutes, act_today: minutes, self_service: minutes, wait: minutes }),
  /** yuan */
  bigAmount: z.number().positive(),
  holdMinutes: minutes,
  /** queue id → its name, and the options of the issue slot that it is for */
  queues: z.record(
    z.string().regex(/^[a-z][a-z0-9_]*$/),
    z.strictObject({
      name: z.string().min(1),
      /** whose agents see its cases; several queues may be of one team */
      team: z.string().min(1).default('default'),
      issues: z.array(z.string()),
    }),
  ),
});

/** A group of agents with the kinds of trouble that it is for. */
export interface Queue {
  readonly id: string;
  readonly name: string;
  /** whose agents see its cases */
  readonly team: string;
  readonly issues: readonly string[];
}

/** How people are reached behind the bot. */
export interface Service {
  readonly hours: Hours;
  /** when merchants are not written to unasked; over midnight where it ends before it begins */
  readonly quiet: Stretch;
  /** minutes of service hours */
  readonly answerWithin: Readonly<Record<Urgency, number>>;
  readonly bigAmount: number;
  readonly holdMinutes: number;
  /** the first is for everything that no other is for */
  readonly queues: readonly Queue[];
}
