import type { Translation } from '../content/translation.ts';
import { matches } from './matches.ts';
import type { Normal } from './normalize.ts';

type Rule = readonly [RegExp, string];

/** Han characters from which a text is Chinese with foreign names in it, and nothing is translated. */
const CHINESE = 4;

/** Compiles how messages of other languages are read; the function returned puts the Chinese words that everything
 * else understands in the place of the foreign ones, and keeps the offsets. Chinese text comes back as it is. */
export function createTranslator(locales: Readonly<Record<string, Translation>>): (normal: Normal) => Normal {
  const rules = Object.values(locales).flatMap(({ reads }) =>
    reads.map(([pattern, words]): Rule => [new RegExp(pattern, 'g'), words]),
  );
  return (normal) => {
    if (!/[a-z]{2}/.test(normal.text)) return normal;
    const chinese = normal.text.match(/\p{Script=Han}/gu)?.length ?? 0;
    if (chinese >= CHINESE) return normal;
    const read = rules.reduce(apply, normal);
    // Nothing but words that say nothing is still a message.
    return /[\p{L}\p{N}]/u.test(read.text) ? read : normal;
  };
}

function apply(normal: Normal, [pattern, words]: Rule): Normal {
  let text = '';
  let end = 0;
  const map: number[] = [];
  for (const match of matches(normal.text, pattern)) {
    if (match[0] === '') continue;
    const said = words.replace(/\$(\d)/g, (_, group: string) => match[Number(group)] ?? '');
    text += normal.text.slice(end, match.index) + said;
    map.push(...normal.map.slice(end, match.index));
    const from = normal.map[match.index] ?? 0;
    for (let unit = 0; unit < said.length; unit++) map.push(from);
    end = match.index + match[0].length;
  }
  if (end === 0) return normal;
  return { text: text + normal.text.slice(end), map: [...map, ...normal.map.slice(end)] };
}
