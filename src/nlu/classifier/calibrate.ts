import { knownRows } from './feature-table.ts';
import { fitModel, type Labelled } from './fit-model.ts';
import { softmax } from './model.ts';
import { score } from './regression.ts';

const FOLDS = 3;
const OUTSIDE = 'outside:';
/** of texts in scope, how many may be turned away on texts never seen */
const FALSE_ALARMS = 0.03;

interface Held {
  readonly scores: Float64Array;
  readonly column: number;
}

/** How sure the model may be, measured on examples that were held back from training (cross-validation). */
export function calibrate(
  examples: readonly Labelled[],
  labels: readonly string[],
): { temperature: number; outsideFrom: number } {
  const held = heldOut(examples, labels.length);
  const temperature = bestTemperature(held);
  return { temperature, outsideFrom: outsideThreshold(held, labels, temperature) };
}

/** Scores of each example by a model that has not seen it. Examples of a label go to the folds in turn. */
function heldOut(examples: readonly Labelled[], width: number): Held[] {
  const folds = Array.from({ length: FOLDS }, (_, fold) => fold);
  return folds.flatMap((fold) => {
    const { table, learned } = fitModel(
      examples.filter((_, index) => index % FOLDS !== fold),
      width,
    );
    return examples
      .filter((_, index) => index % FOLDS === fold)
      .map(({ features, column }) => ({
        scores: score(learned, knownRows(table, features), new Float64Array(width)),
        column,
      }));
  });
}

/** The temperature under which the right labels are likeliest, by steps of 10 %. */
function bestTemperature(held: readonly Held[]): number {
  let best = { temperature: 1, loss: Infinity };
  for (let temperature = 0.4; temperature < 3; temperature *= 1.1) {
    const loss = held.reduce((sum, each) => sum - logLikelihood(each, temperature), 0);
    if (loss < best.loss) best = { temperature, loss };
  }
  return best.temperature;
}

function logLikelihood({ scores, column }: Held, temperature: number): number {
  const probabilities = softmax(Float64Array.from(scores), temperature);
  return Math.log(Math.max(probabilities[column] ?? 0, 1e-9));
}

function outsideThreshold(held: readonly Held[], labels: readonly string[], temperature: number): number {
  const inScope = held
    .filter(({ column }) => !labels[column]?.startsWith(OUTSIDE))
    .map(({ scores }) => outsideMass(scores, labels, temperature))
    .sort((a, b) => b - a);
  return inScope[Math.floor(inScope.length * FALSE_ALARMS)] ?? 1;
}

function outsideMass(scores: Float64Array, labels: readonly string[], temperature: number): number {
  return softmax(Float64Array.from(scores), temperature).reduce(
    (sum, probability, column) => (labels[column]?.startsWith(OUTSIDE) ? sum + probability : sum),
    0,
  );
}
