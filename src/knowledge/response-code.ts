import { z } from 'zod';

export const CODE_CLASSES = ['issuer', 'terminal', 'timeout', 'network', 'success'] as const;
export const DEBIT_RISKS = ['no', 'possible', 'yes'] as const;

/** knowledge/response-codes.yaml: code (ISO 8583 field 39, two characters) → what it means and what to do. */
export const responseCodesSource = z.record(
  z.string().regex(/^[0-9A-Z]{2}$/),
  z.strictObject({
    means: z.string().min(1),
    class: z.enum(CODE_CLASSES),
    do: z.string().min(1),
    debit: z.enum(DEBIT_RISKS),
    call: z.string(),
    /** true where the same code differs between vendors: then the App record decides */
    vendor: z.boolean().optional(),
    sources: z.array(z.string()).min(1),
  }),
);

/** A response code as a terminal shows it. `do` is the sentence for the shop; `debit`: was the customer charged? */
export interface ResponseCode {
  readonly code: string;
  readonly means: string;
  readonly class: (typeof CODE_CLASSES)[number];
  readonly do: string;
  readonly debit: (typeof DEBIT_RISKS)[number];
  readonly call: string;
  readonly vendor: boolean;
  readonly sources: readonly string[];
}
