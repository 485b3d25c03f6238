import { z } from 'zod';

const monthDay = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/);

/** knowledge/holidays/<year>.yaml: the schedule of one year as the State Council published it. */
export const holidaySource = z.strictObject({
  notice: z.string().min(1),
  /** month-day → name of the holiday: every day off, weekends included */
  off: z.record(monthDay, z.string().min(1)),
  /** month-day → name: weekend days that are worked */
  work: z.record(monthDay, z.string().min(1)),
});

/** All published years. Days are "YYYY-MM-DD" in Asia/Shanghai. */
export interface HolidayTable {
  /** day → name of the holiday */
  readonly off: Readonly<Record<string, string>>;
  /** weekend days that are worked → name of the holiday they make up for */
  readonly work: Readonly<Record<string, string>>;
  /** first and last year with a published schedule */
  readonly firstYear: number;
  readonly lastYear: number;
}
