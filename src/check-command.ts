import { formatFault } from './content/fault.ts';
import { loadContent } from './content/load.ts';
import type { Exit, Io } from './io.ts';
import type { Place } from './place.ts';

/** `daozhang check`: every fault of dialogs/ and knowledge/, with its place. Errors fail it, warnings do not. */
export async function checkCommand(place: Place, io: Io): Promise<Exit> {
  const { content, faults } = await loadContent(place.root);
  for (const fault of faults) io.out(`${formatFault(fault)}\n`);
  const errors = faults.filter((fault) => fault.severity === 'error').length;
  io.out(`${errors} errors, ${faults.length - errors} warnings\n`);
  return content === null || errors > 0 ? 1 : 0;
}
