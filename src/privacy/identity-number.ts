/** First two digits: the provinces (GB/T 2260). */
const PROVINCE = /^(1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])/;
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = '10X98765432';

/** Whether the text is a mainland identity number: 18 characters with check digit (GB 11643), or the old 15. */
export function isIdentityNumber(text: string): boolean {
  if (!PROVINCE.test(text)) return false;
  if (/^\d{15}$/.test(text)) return isDate(`19${text.slice(6, 12)}`);
  if (!/^\d{17}[\dX]$/.test(text)) return false;
  return isDate(text.slice(6, 14)) && checkDigit(text) === text[17];
}

function checkDigit(text: string): string | undefined {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(text[i]), 0);
  return CHECKS[sum % 11];
}

/** "YYYYMMDD" is a day on which someone alive may have been born. */
function isDate(text: string): boolean {
  const year = Number(text.slice(0, 4));
  const iso = `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
  const at = Date.parse(iso);
  return year >= 1900 && year < 2100 && !Number.isNaN(at) && new Date(at).toISOString().startsWith(iso);
}
