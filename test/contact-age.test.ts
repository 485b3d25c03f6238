import { beforeAll, describe, expect, test } from 'vitest';
import { createExpert, type Expert } from '../src/conversation/expert.ts';
import { isoShanghai } from '../src/conversation/wording.ts';
import { checkProvenance } from '../src/proof/check-provenance.ts';
import { Findings } from '../src/proof/finding.ts';
import { tell } from '../src/proof/move.ts';
import { after, START } from '../src/proof/node.ts';
import { shippedContent } from './support/content.ts';

const VERIFIED = '2026-11-22';
/** Noon of the day so many days after the numbers were verified. */
const later = (days: number) => Date.parse(`${VERIFIED}T12:00:00+08:00`) + days * 86_400_000;

let expert: Expert;
beforeAll(async () => {
  const content = await shippedContent();
  const contacts = Object.values(content.contacts).map((one) => [
    one.id,
    one.phone === null ? one : { ...one, verifiedOn: VERIFIED },
  ]);
  expert = createExpert({ ...content, contacts: Object.fromEntries(contacts) });
});

/** What a merchant is answered at an instant: the words, and the numbers beside them. */
function answerAt(at: number, statements: Readonly<Record<string, string>>) {
  const { conversation, effects } = after(expert, START, tell(expert.content, at, statements));
  const texts = effects.flatMap((effect) => (effect.type === 'reply' ? [effect.reply.text] : []));
  return { text: texts.join('\n'), contacts: conversation.diagnosis?.contacts ?? [] };
}

const SCAM = { scam_sign: 'yes' };

describe('a number in the answer to a merchant', () => {
  test.each([0, 180, 181, 365])('is told %i days after it was verified, with the day', (days) => {
    const { text, contacts } = answerAt(later(days), SCAM);
    expect(text).toContain('96110');
    expect(contacts.filter(({ phone }) => phone !== null).map(({ verifiedOn }) => verifiedOn)).toContain(
      VERIFIED,
    );
  });

  test.each([366, 800])('is silent %i days after: the contact is still named', (days) => {
    const { text, contacts } = answerAt(later(days), SCAM);
    expect(text).not.toMatch(/96110|(?<!\d)110(?!\d)/);
    expect(text).not.toContain(VERIFIED);
    expect(contacts.length).toBeGreaterThan(0);
    expect(contacts.every(({ phone, verifiedOn }) => phone === null && verifiedOn === null)).toBe(true);
    expect(text).toContain(expert.content.contacts.antifraud?.name ?? '?');
  });

  test('of a brand gives way to the acquirer on the slip when it has become old', () => {
    const { content } = expert;
    const brands = content.slots[content.roles.brand]?.options ?? [];
    const brand = brands.find(({ contact }) => content.contacts[contact ?? '']?.phone != null);
    const phone = content.contacts[brand?.contact ?? '']?.phone ?? '';
    const told = (at: number) => {
      const span = { from: isoShanghai(at - 90_000_000), to: isoShanghai(at - 90_000_000) };
      const statements = {
        issue_kind: 'not_arrived',
        card_type: 'debit',
        settlement_mode: 's0',
        [content.roles.brand]: brand?.id ?? '',
        [content.roles.saleTime]: span,
      };
      const { effects } = after(expert, START, tell(content, at, statements));
      return effects.flatMap((effect) => (effect.type === 'reply' ? [effect.reply.text] : [])).join('\n');
    };
    expect(phone).not.toBe('');
    expect(told(later(10))).toContain(phone);
    expect(told(later(366))).not.toContain(phone);
  });

  test('is a warning of the check after 180 days, and another one after 365', () => {
    const codes = [180, 181, 365, 366].map((days) => {
      const findings = new Findings();
      checkProvenance(expert.content, later(days), findings);
      return [...new Set(findings.all().map(({ code }) => code))];
    });
    expect(codes).toEqual([[], ['DZ131'], ['DZ131'], ['DZ132']]);
  });
});
