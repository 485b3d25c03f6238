import { useEffect, useState } from 'preact/hooks';

interface Props {
  readonly id: string;
  readonly steps: readonly string[];
  readonly title: string;
  readonly live: boolean;
}

/** Steps to tick off. What is ticked stays on this device. */
export function Steps({ id, steps, title, live }: Props) {
  const [done, setDone] = useState<readonly number[]>([]);
  useEffect(() => setDone(recall(id)), [id]);
  const tick = (step: number) => {
    const next = done.includes(step) ? done.filter((one) => one !== step) : [...done, step];
    setDone(next);
    keep(id, next);
  };
  return (
    <>
      <h3>{title}</h3>
      <ol class="steps">
        {steps.map((step, i) => (
          <li key={step}>
            <label>
              <input
                type="checkbox"
                {...(live ? { checked: done.includes(i) } : {})}
                onChange={() => tick(i)}
              />
              <span>{step}</span>
            </label>
          </li>
        ))}
      </ol>
    </>
  );
}

function recall(id: string): readonly number[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(`ticked-${id}`) ?? '[]');
    return Array.isArray(kept) ? kept.filter((one) => typeof one === 'number') : [];
  } catch {
    return [];
  }
}

function keep(id: string, done: readonly number[]): void {
  try {
    localStorage.setItem(`ticked-${id}`, JSON.stringify(done));
  } catch {
    // Private mode: what is ticked is forgotten with the page.
  }
}
