import { checkOption } from './check-references.ts';
import { filesOf, type Inspection } from './inspection.ts';
import { slotOfRole } from './names.ts';
import { child, entries, items } from './sheet.ts';

/** Checks knowledge/service.yaml: the queues are for kinds of trouble that there are. */
export function checkService(inspection: Inspection): void {
  const root = filesOf(inspection, 'service')[0];
  const issue = slotOfRole(inspection.names, 'issue');
  if (root === undefined || issue === undefined) return;
  for (const [, queue] of entries(child(root, 'queues'))) {
    for (const name of items(child(queue, 'issues'))) checkOption(inspection, name, issue);
  }
}
