import { LIKELIHOODS } from '../knowledge/cause.ts';
import type { Complaint } from './fault.ts';
import type { FileKind } from './file-kinds.ts';
import { nearest } from './nearest.ts';
import type { Path } from './sheet.ts';

/** What the schema says, in short. */
interface Finding {
  readonly path: Path;
  readonly missing: boolean;
  readonly code: string;
  readonly value: unknown;
}

/** Deviations that have a code of their own because an author has to know more than "wrong value". */
export function specialComplaint(kind: FileKind, finding: Finding): Complaint | null {
  const last = finding.path.at(-1);
  switch (kind) {
    case 'slots':
      return last === 'base' ? baseComplaint(finding) : null;
    case 'contacts':
      return contactComplaint(finding);
    case 'cause':
      return likelihoodComplaint(finding);
    case 'codes':
      return finding.code === 'invalid_key'
        ? { code: 'DZ059', message: `响应码“${last}”要写成两位数字或大写字母，比如 "51"、"A0"` }
        : null;
    case 'sources':
      return finding.code === 'invalid_key' && finding.path[0] === 'seeds'
        ? { code: 'DZ062', message: `没有“${last}”这个种子条目` }
        : null;
    default:
      return null;
  }
}

function baseComplaint({ missing, path }: Finding): Complaint {
  const option = path.at(-2);
  return missing
    ? { code: 'DZ033', message: `选项“${option}”缺少 base：这个选项在商户里大约占多少` }
    : { code: 'DZ033', message: `选项“${option}”的 base 要是大于 0 的数` };
}

function contactComplaint({ missing, path }: Finding): Complaint | null {
  const [contact, field] = path;
  if (field === 'verifiedOn' && missing) {
    return {
      code: 'DZ050',
      message: `“${contact}”有电话，但没有写 verifiedOn（哪天核实的）；没核实的电话要写 null`,
    };
  }
  if (field === 'sources' && path.length === 2) {
    return { code: 'DZ050', message: `“${contact}”的来源不够：有电话的至少要有两个互相独立的来源` };
  }
  return null;
}

function likelihoodComplaint({ path, code, value }: Finding): Complaint | null {
  if (path[0] !== 'evidence' || code !== 'invalid_value') return null;
  const message = `没有“${String(value)}”这个可能性，只能写${LIKELIHOODS.join('、')}`;
  return { code: 'DZ052', message, suggestion: nearest(String(value), LIKELIHOODS) };
}
