import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { z } from 'zod';

/** No message of the platform is longer. */
const LONGEST = 32_768;

const parser = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  processEntities: { enabled: true, maxTotalExpansions: 10, maxExpandedLength: LONGEST },
  trimValues: true,
});

const envelope = z.object({ xml: z.record(z.string(), z.unknown()) });

/** The fields of a platform's XML as text, those that hold others left out. Null: it is not such XML, is too long,
 * or defines entities of its own. */
export function readXml(text: string): ReadonlyMap<string, string> | null {
  if (text.length > LONGEST || /<!(DOCTYPE|ENTITY)/i.test(text)) return null;
  try {
    if (XMLValidator.validate(text) !== true) return null;
    const read = envelope.safeParse(parser.parse(text));
    if (!read.success) return null;
    const fields = Object.entries(read.data.xml);
    return new Map(fields.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])));
  } catch {
    // The parser throws at whatever it holds for an attack.
    return null;
  }
}

/** XML of the platform's form: numbers bare, texts in CDATA. */
export function writeXml(fields: Readonly<Record<string, string | number>>): string {
  const lines = Object.entries(fields).map(([name, value]) =>
    typeof value === 'number' ? `<${name}>${value}</${name}>` : `<${name}>${cdata(value)}</${name}>`,
  );
  return `<xml>${lines.join('')}</xml>`;
}

function cdata(text: string): string {
  return `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
}
