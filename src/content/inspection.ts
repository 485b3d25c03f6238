import { type Complaint, type Fault, faultAt } from './fault.ts';
import type { FileKind } from './file-kinds.ts';
import { kindOf } from './file-kinds.ts';
import type { Names } from './names.ts';
import { type Place, rootOf, type Sheet, type Spot } from './sheet.ts';

/** One look through all files: what is there, which names exist, and where faults are told. */
export interface Inspection {
  readonly sheets: ReadonlyMap<string, Sheet>;
  readonly names: Names;
  readonly tell: (place: Place, complaint: Complaint, spot?: Spot) => void;
}

/** An inspection that collects its faults in the list. */
export function inspect(sheets: ReadonlyMap<string, Sheet>, names: Names, faults: Fault[]): Inspection {
  return {
    sheets,
    names,
    tell: (place, complaint, spot) => void faults.push(faultAt(place, complaint, spot)),
  };
}

/** The readable files of a kind, in the order of their paths. */
export function filesOf(inspection: Inspection, kind: FileKind): readonly Place[] {
  return [...inspection.sheets.values()]
    .filter((sheet) => kindOf(sheet.path) === kind && sheet.value !== undefined)
    .map(rootOf);
}

/** Whether a file below the folder cannot be read: then nothing can be said to be missing there. */
export function unreadableIn({ sheets }: Inspection, folder: string): boolean {
  return [...sheets.values()].some((sheet) => sheet.path.startsWith(folder) && sheet.value === undefined);
}
