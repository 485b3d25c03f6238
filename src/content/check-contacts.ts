import { contactsSource } from '../knowledge/contact.ts';
import { filesOf, type Inspection } from './inspection.ts';
import { sealOf, verifiedAt } from './seal.ts';
import { child, entries, textOf } from './sheet.ts';

/** Checks that every number is as it was when somebody verified and sealed it. */
export function checkContacts(inspection: Inspection): void {
  for (const [id, contact] of filesOf(inspection, 'contacts').flatMap(entries)) {
    const verified = verifiedAt(contact);
    // What is wrong in its form is told as that, and once.
    if (verified === null || !contactsSource.safeParse({ [id]: contact.value }).success) continue;
    const seal = child(contact, 'seal');
    if (textOf(seal) === sealOf(verified)) continue;
    const what = seal.value === undefined ? '还没有封印' : '改过，和核实时的不一样';
    const message = `“${id}”${what}：按来源核实电话以后，用 daozhang seal ${id} --verified-on 核实的日期`;
    inspection.tell(seal, { code: 'DZ077', message });
  }
}
