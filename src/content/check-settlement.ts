import { checkCondition, checkOption, checkSources } from './check-references.ts';
import { filesOf, type Inspection } from './inspection.ts';
import { type SlotName, slotOfRole } from './names.ts';
import { child, entries, items, type Place } from './sheet.ts';

/** Checks knowledge/settlement.yaml: one mode for each option of the settlement-mode slot. */
export function checkSettlement(inspection: Inspection): void {
  const root = filesOf(inspection, 'settlement')[0];
  if (root === undefined) return;
  const modes = child(root, 'modes');
  const slot = slotOfRole(inspection.names, 'settlementMode');
  const brand = slotOfRole(inspection.names, 'brand');
  checkSources(inspection, child(root, 'sources'));
  if (slot !== undefined) checkModes(inspection, root, slot);
  if (brand !== undefined) {
    for (const [, cutoff] of entries(child(root, 'brandCutoffs'))) {
      checkOption(inspection, cutoff, brand, { key: true });
    }
  }
  for (const [, mode] of entries(modes)) {
    for (const instead of items(child(mode, 'instead'))) checkCondition(inspection, child(instead, 'when'));
  }
}

function checkModes(inspection: Inspection, root: Place, slot: readonly [string, SlotName]): void {
  const modes = child(root, 'modes');
  for (const option of slot[1].options?.keys() ?? []) {
    if (child(modes, option).value !== undefined) continue;
    inspection.tell(
      modes,
      { code: 'DZ053', message: `结算方式“${option}”在 modes 里没有规则` },
      { key: true },
    );
  }
  checkOption(inspection, child(root, 'assume'), slot);
  for (const [, mode] of entries(modes)) {
    checkOption(inspection, mode, slot, { key: true });
    for (const instead of items(child(mode, 'instead'))) checkOption(inspection, child(instead, 'as'), slot);
  }
}
