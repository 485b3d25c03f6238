import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import draft6 from 'ajv/dist/refs/json-schema-draft-06.json' with { type: 'json' };
import { beforeAll, describe, expect, test } from 'vitest';
import { type AdaptiveCard, CARD_LIMIT } from '../src/channels/teams/adaptive-card.ts';
import { diagnosisCard } from '../src/channels/teams/diagnosis-card.ts';
import { answeredCard, questionCard } from '../src/channels/teams/question-card.ts';
import { triageCard } from '../src/channels/teams/triage-card.ts';
import { answerText, inDanger } from '../src/conversation/answer.ts';
import { choicesFor, question } from '../src/conversation/ask.ts';
import { say } from '../src/conversation/wording.ts';
import type { Advisor } from '../src/desk/advisor.ts';
import { triageText } from '../src/desk/triage.ts';
import type { Diagnosis } from '../src/diagnosis/diagnosis.ts';
import { shippedAdvisor } from './support/advisor.ts';
import { play, SENTENCES } from './support/any-talk.ts';

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
let diagnoses: readonly Diagnosis[];

beforeAll(async () => {
  advisor = await shippedAdvisor();
  const folder = path.join(import.meta.dirname, 'talks');
  diagnoses = readdirSync(folder).flatMap((file) => {
    const said = [...readFileSync(path.join(folder, file), 'utf8').matchAll(/商户: *(.+)/g)];
    const doings = said.map(([, text = '']) => ({ type: 'said', text, masked: false }) as const);
    return play(advisor, doings, AT).flatMap(({ after }) =>
      after.diagnosis === null ? [] : [after.diagnosis],
    );
  });
}, 60_000);

function content() {
  return advisor.expert.content;
}

function textsIn(value: unknown): string {
  return JSON.stringify(value);
}

describe('every card', () => {
  test('is one that the schema of Adaptive Cards 1.5 takes, and small enough for Teams', () => {
    const cards: AdaptiveCard[] = [
      ...askable().map(({ reply, asking }) => questionCard(content(), reply, asking, 'zh-CN')),
      ...oneOfEachCause().map((diagnosis) => diagnosisCard(content(), diagnosis, 'zh-CN')),
      answeredCard('刷的是什么卡？', '储蓄卡', 'zh-CN'),
      ...SENTENCES.map((text) => triageCard(content(), triageText(advisor, text, AT, null), text)),
    ];
    expect(oneOfEachCause().length).toBeGreaterThan(10);
    const different = [...new Set(cards.map((card) => JSON.stringify(card)))];
    const largest = Math.max(...different.map((json) => Buffer.byteLength(json)));
    expect(largest).toBeLessThan(CARD_LIMIT);
    const shapes = different
      .map((json) => faultsOf(JSON.parse(json)))
      .filter((faults) => textsIn(faults) !== '[]');
    expect(shapes).toEqual([]);
  }, 120_000);

  test('is refused by the same schema where it has a field that is none, or an action of no kind', () => {
    const good = answeredCard('问', '答', 'zh-CN');
    expect(faultsOf(good)).toEqual([]);
    expect(faultsOf({ ...good, colour: 'red' })).not.toEqual([]);
    expect(faultsOf({ ...good, actions: [{ type: 'Action.Nothing', title: '点' }] })).not.toEqual([]);
    expect(faultsOf({ ...good, body: [{ type: 'TextBlock' }] })).not.toEqual([]);
  });
});

function oneOfEachCause() {
  return [...new Map(diagnoses.map((one) => [one.causes[0]?.id, one])).values()];
}

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
      expect(card.fallbackText).toBe(answerText(content(), diagnosis));
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
