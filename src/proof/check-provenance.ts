import type { Content } from '../content/content.ts';
import { daysSinceVerified, SILENT_DAYS, STALE_DAYS } from '../knowledge/contact.ts';
import { causeFile, type Findings, type Where } from './finding.ts';

/** Checks that everything names a source, and how old the verified numbers are at an instant (epoch ms). */
export function checkProvenance(content: Content, at: number, findings: Findings): void {
  for (const [where, sources] of sourced(content)) {
    if (sources.length === 0) findings.add('DZ130', where, '没有写出处');
  }
  for (const contact of Object.values(content.contacts)) {
    const days = daysSinceVerified(contact, at);
    if (days === null || days <= STALE_DAYS) continue;
    const where = { file: 'knowledge/contacts.yaml', path: [contact.id, 'verifiedOn'] };
    const [code, so] =
      days > SILENT_DAYS ? (['DZ132', '，已经不再说给商户'] as const) : (['DZ131', ''] as const);
    findings.add(code, where, `“${contact.name}”的电话 ${days} 天没有核实${so}：请核实后改日期`);
  }
}

/** Everything that needs a source, with the sources it names. */
function sourced(content: Content): readonly (readonly [Where, readonly string[]])[] {
  const at = (file: string, path: readonly string[]): Where => ({ file, path });
  return [
    ...Object.values(content.causes).map(({ id, sources }) => [causeFile(id), sources] as const),
    ...Object.values(content.articles).map(
      ({ id, sources }) => [at(`knowledge/articles/${id}.md`, []), sources] as const,
    ),
    ...Object.values(content.contacts).map(
      ({ id, sources }) => [at('knowledge/contacts.yaml', [id]), sources] as const,
    ),
    ...Object.values(content.codes).map(
      ({ code, sources }) => [at('knowledge/response-codes.yaml', [code]), sources] as const,
    ),
    ...Object.values(content.dialogs)
      .flat()
      .map(({ id, sources }) => [at(`dialogs/${id}.yaml`, ['source']), sources] as const),
    [at('knowledge/settlement.yaml', ['sources']), content.settlement.sources],
  ];
}
