import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import draft6 from 'ajv/dist/refs/json-schema-draft-06.json' with { type: 'json' };
import { beforeAll, describe, expect, test } from 'vitest';
import { CARD_LIMIT, type CardElement } from '../src/channels/teams/adaptive-card.ts';
import { diagnosisCard } from '../src/channels/teams/diagnosis-card.ts';
import { answeredCard, questionCard } from '../src/channels/teams/question-card.ts';
import { triageCard } from '../src/channels/teams/triage-card.ts';
import { answerText, inDanger } from '../src/conversation/answer.ts';
import { choicesFor, question } from '../src/conversation/ask.ts';
import { begin } from '../src/conversation/conversation.ts';
import { say } from '../src/conversation/wording.ts';
import type { Advisor } from '../src/desk/advisor.ts';
import type { Agent } from '../src/desk/login/agent.ts';
import { triageText } from '../src/desk/triage.ts';
import type { Diagnosis } from '../src/diagnosis/diagnosis.ts';
import { shippedAdvisor } from './support/advisor.ts';
import {
  allCards,
  buttonsFor,
  CASE_STATES,
  inHand,
  type Judged,
  judgedTalks,
  type Named,
} from './support/all-cards.ts';
import { play } from './support/any-talk.ts';

const AT = Date.parse('2026-11-18T10:00:00+08:00');
const SCHEMA = path.join(import.meta.dirname, 'vectors/adaptive-card-1.5.schema.json');

const validator = memo(() => {
  // Draft 6 calls it $id; no "$ref" needs it.
  const { id: _, ...schema } = JSON.parse(readFileSync(SCHEMA, 'utf8'));
  const ajv = new Ajv({ strict: false, logger: false, validateFormats: false });
  ajv.addMetaSchema(draft6);
  return ajv.compile(schema);
});

function memo<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** What the schema says against a card; it takes no field that it does not know. */
function faultsOf(card: unknown): unknown {
  const validate = validator();
  return validate(card) ? [] : validate.errors;
}

let advisor: Advisor;
let talks: readonly Judged[];
let cards: readonly Named[];
let diagnoses: readonly Diagnosis[];

beforeAll(async () => {
  advisor = await shippedAdvisor();
  talks = judgedTalks(advisor.expert);
  cards = allCards(advisor, talks);
  const folder = path.join(import.meta.dirname, 'talks');
  const played = readdirSync(folder).flatMap((file) => {
    const said = [...readFileSync(path.join(folder, file), 'utf8').matchAll(/商户: *(.+)/g)];
    const doings = said.map(([, text = '']) => ({ type: 'said', text, masked: false }) as const);
    return play(advisor, doings, AT).flatMap(({ after }) =>
      after.diagnosis === null ? [] : [after.diagnosis],
    );
  });
  diagnoses = [...talks.map(({ diagnosis }) => diagnosis), ...played];
}, 120_000);

function content() {
  return advisor.expert.content;
}

function textsIn(value: unknown): string {
  return JSON.stringify(value);
}

/** How sure an answer is, and what has to be ready: the text says that in sentences of its own. */
const TITLES = ['page_sure', 'page_likely', 'page_unsure', 'page_prepare', 'page_fake'];

/** Every word that a card shows, as it is read. */
function wordsOf(elements: readonly CardElement[]): readonly string[] {
  return elements.flatMap(wordsIn);
}

function wordsIn(element: CardElement): readonly string[] {
  switch (element.type) {
    case 'TextBlock':
      return [read(element.text)];
    case 'RichTextBlock':
      return element.inlines.map(({ text }) => text);
    case 'FactSet':
      return element.facts.flatMap(({ title, value }) => [read(title), read(value)]);
    case 'ColumnSet':
      return element.columns.flatMap(({ items }) => wordsOf(items));
    case 'Container':
      return wordsOf(element.items);
    case 'Input.ChoiceSet':
      return element.choices.map(({ title }) => title);
    case 'Input.Text':
      return [];
  }
}

function read(markdown: string): string {
  return markdown.replace(/\\([\\`*_[\]])/g, '$1');
}

describe('every card', () => {
  test('is one that the schema of Adaptive Cards 1.5 takes', () => {
    const first = new Set(diagnoses.map(({ causes }) => causes[0]?.id));
    expect([...Object.keys(content().causes)].filter((id) => !first.has(id))).toEqual([]);
    const faulty = cards.flatMap(({ name, card }) => {
      const faults = faultsOf(JSON.parse(JSON.stringify(card)));
      return textsIn(faults) === '[]' ? [] : [{ name, faults }];
    });
    expect(faulty).toEqual([]);
  }, 120_000);

  test('is small enough for Teams, whatever stands in it', () => {
    const large = cards.filter(({ card }) => Buffer.byteLength(JSON.stringify(card)) > CARD_LIMIT);
    expect(large.map(({ name }) => name)).toEqual([]);
  });

  test('has all its words as text too, for whoever cannot see it', () => {
    // The text has other ones, or none.
    const titles = new Set(TITLES.map((id) => say(content(), id)));
    const missing = cards.flatMap(({ name, card }) => {
      const strange = wordsOf(card.body)
        .filter((word) => !card.fallbackText.includes(word) && !titles.has(word))
        .filter((word) => !/^[①-⑳]$|^\d+\.$/.test(word));
      return strange.length === 0 ? [] : [{ name, strange }];
    });
    expect(missing).toEqual([]);
  });

  test('is refused by the same schema where it has a field that is none, or an action of no kind', () => {
    const good = answeredCard('问', '答', 'zh-CN');
    expect(faultsOf(good)).toEqual([]);
    expect(faultsOf({ ...good, colour: 'red' })).not.toEqual([]);
    expect(faultsOf({ ...good, actions: [{ type: 'Action.Nothing', title: '点' }] })).not.toEqual([]);
    expect(faultsOf({ ...good, body: [{ type: 'TextBlock' }] })).not.toEqual([]);
  });
});

function askable() {
  return Object.values(content().slots)
    .filter((slot) => slot.derived === null)
    .map((slot) => ({
      reply: question(content(), slot.id),
      asking: {
        slot: slot.id,
        choices: choicesFor(content(), slot.id),
        why: slot.why ?? null,
        asked: 2,
        atMost: 6,
      },
    }));
}

describe('a question card', () => {
  test('has each answer once, as a button or in the list, and in its text alone', () => {
    for (const { reply, asking } of askable()) {
      const card = questionCard(content(), reply, asking, 'zh-CN');
      const list = card.body.find((one) => one.type === 'Input.ChoiceSet');
      const actions = card.actions ?? [];
      const offered =
        list === undefined ? actions.map(({ title }) => title) : list.choices.map(({ title }) => title);
      expect(offered).toEqual(asking.choices.map(({ label }) => label));
      expect(actions.length).toBeLessThanOrEqual(6);
      for (const { label } of asking.choices) expect(card.fallbackText).toContain(label);
      expect(card.fallbackText).toContain(reply.text);
    }
  });

  test('has buttons that older clients send as Action.Submit with the same data and the verb', () => {
    const { reply, asking } = askable().find(({ asking }) => asking.choices.length <= 6) ?? expect.fail();
    for (const action of questionCard(content(), reply, asking, 'zh-CN').actions ?? []) {
      if (action.type !== 'Action.Execute') expect.fail();
      expect(action.fallback.data).toEqual({ ...action.data, verb: action.verb });
    }
  });
});

describe('a diagnosis card', () => {
  test('tells everything that its text tells: cause, due time, steps, contacts, warnings', () => {
    for (const diagnosis of diagnoses) {
      const card = diagnosisCard(content(), diagnosis, 'zh-CN');
      expect(card.fallbackText.startsWith(answerText(content(), diagnosis))).toBe(true);
      const shown = textsIn(card.body).replaceAll('\\\\', '');
      const lines = [
        diagnosis.causes[0]?.name ?? '',
        ...diagnosis.steps,
        ...diagnosis.prepare,
        ...diagnosis.warnings,
        ...diagnosis.contacts.map(({ name }) => name),
        diagnosis.dueAt === null || inDanger(diagnosis) ? '' : say(content(), 'page_due'),
      ];
      for (const line of lines) expect(shown).toContain(textsIn(line).slice(1, -1));
    }
  });

  test('tells no number but those that were verified', () => {
    const known = new Set(
      Object.values(content().contacts).flatMap(({ phone }) => (phone === null ? [] : [phone])),
    );
    let told = 0;
    for (const diagnosis of diagnoses) {
      const card = textsIn(diagnosisCard(content(), diagnosis, 'zh-CN').body);
      for (const [number] of card.matchAll(
        /(?<![\d.-])(?:9[56]\d{3,4}|400-\d{3}-\d{4}|1[3-9]\d{9})(?![\d-])/g,
      )) {
        expect(known).toContain(number);
        told++;
      }
    }
    expect(told).toBeGreaterThan(0);
  });
});

describe('words of others', () => {
  test('are never read as links or marks', () => {
    const evil = '[点这里](https://evil.example) **加粗**';
    const card = triageCard(content(), triageText(advisor, evil, AT, null), evil);
    const texts = card.body.filter((one) => one.type === 'TextBlock');
    expect(textsIn(texts)).not.toContain('evil.example');
    expect(card.body).toContainEqual({
      type: 'RichTextBlock',
      inlines: [{ type: 'TextRun', text: evil, isSubtle: true }],
    });
  });
});

describe('the card of a case', () => {
  const wang = { id: 'wang', login: 'wang', name: '王芳', role: 'agent', team: 'default' } as const;
  const zhao = { ...wang, id: 'zhao' };
  const lin = { ...wang, id: 'lin', role: 'lead' } as const;
  const titles = (state: string, agent: Agent) => {
    const one = CASE_STATES[state] ?? expect.fail(state);
    const about = inHand(one, begin('c1'), null);
    return buttonsFor(advisor.expert, about, agent).map(({ title }) => title);
  };

  test.each([
    ['waiting', wang, ['接手', '结案']],
    ['escalated', zhao, ['接手', '结案']],
    ['assigned', wang, ['接手', '交还机器人', '结案']],
    ['with_agent', wang, ['回复', '交还机器人', '结案']],
    ['with_agent', zhao, []],
    ['with_agent', lin, ['强制接手', '结案']],
    ['with_merchant', wang, ['回复', '交还机器人', '结案']],
    ['solved', wang, []],
    ['closed', zhao, ['结案']],
  ])('%s for one offers what they may do', (state, agent, buttons) => {
    expect(titles(state, agent)).toEqual(buttons);
  });

  test('lets one close with every cause that there is, the likeliest first', () => {
    const [talk] = talks;
    const about = inHand(CASE_STATES.with_agent ?? expect.fail(), talk?.conversation ?? begin('c1'), null);
    const close = buttonsFor(advisor.expert, about, wang).find(({ title }) => title === '结案');
    if (close?.type !== 'Action.ShowCard') expect.fail();
    const [causes] = close.card.body;
    if (causes?.type !== 'Input.ChoiceSet') expect.fail();
    const offered = causes.choices.map(({ value }) => value);
    expect(offered[0]).toBe(talk?.diagnosis.causes[0]?.id);
    expect([...offered].sort()).toEqual([...Object.keys(content().causes), 'none'].sort());
  });
});
