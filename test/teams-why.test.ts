import { beforeAll, expect, test } from 'vitest';
import { diagnosisCard } from '../src/channels/teams/diagnosis-card.ts';
import { createExpert, type Expert } from '../src/conversation/expert.ts';
import { judgedTalks } from './support/all-cards.ts';
import { shippedContent } from './support/content.ts';

let expert: Expert;
beforeAll(async () => {
  expert = createExpert(await shippedContent());
}, 60_000);

test('a diagnosis card opens below a button what the answer rests on, with the sources', () => {
  const diagnoses = judgedTalks(expert).map(({ diagnosis }) => diagnosis);
  expect(diagnoses.length).toBeGreaterThan(10);
  for (const diagnosis of diagnoses) {
    const [first] = diagnosis.causes;
    const { actions } = diagnosisCard(expert.content, diagnosis, 'zh-CN');
    const shown = JSON.stringify(actions);
    const reasons = first?.because.map(({ text }) => text) ?? [];
    for (const words of ['Action.ShowCard', ...reasons, first?.sources[0]]) expect(shown).toContain(words);
  }
});
