/** @jsxImportSource react */
import type { Path, Stop } from '../../conversation/path.ts';
import { type Names, useNames } from './names.ts';
import { WORDS } from './words.ts';

type Drawn =
  | Exclude<Stop, { type: 'excluded' }>
  | { readonly type: 'excluded'; readonly causes: readonly string[] };

/** The way through the tree from top to bottom: what is known, what it rules out, and where it leads. */
export function PathDrawing({ path }: { readonly path: Path }) {
  const names = useNames();
  return (
    <ol className="path">
      {gathered(path.stops).map((stop) => (
        <StopLine key={keyOf(stop)} stop={stop} names={names} />
      ))}
    </ol>
  );
}

function StopLine({ stop, names }: { readonly stop: Drawn; readonly names: Names }) {
  switch (stop.type) {
    case 'known':
      return (
        <li className="stop known">
          <span className="soft">{names.slot(stop.slot)}</span>
          <b>{names.value(stop.slot, stop.value)}</b>
        </li>
      );
    case 'excluded':
      return (
        <li className="stop excluded">
          <span className="soft">{WORDS.pathExcluded(stop.causes.map((cause) => names.cause(cause)))}</span>
        </li>
      );
    case 'ask':
      return (
        <li className="stop ask">
          <span className="soft">{WORDS.pathAsk}</span>
          <b>{names.slot(stop.slot)}</b>
        </li>
      );
    case 'reached':
      return (
        <li className="stop reached">
          <span className="soft">{stop.byRule ? WORDS.pathRule : WORDS.pathEvidence}</span>
          <b>{names.cause(stop.cause)}</b>
        </li>
      );
  }
}

/** Conclusions that are ruled out one after the other make one branch. */
function gathered(stops: readonly Stop[]): Drawn[] {
  const drawn: Drawn[] = [];
  for (const stop of stops) {
    const last = drawn.at(-1);
    if (stop.type !== 'excluded') drawn.push(stop);
    else if (last?.type === 'excluded')
      drawn.splice(-1, 1, { ...last, causes: [...last.causes, stop.cause] });
    else drawn.push({ type: 'excluded', causes: [stop.cause] });
  }
  return drawn;
}

function keyOf(stop: Drawn): string {
  if (stop.type === 'excluded') return `excluded ${stop.causes.join(' ')}`;
  return stop.type === 'reached' ? `reached ${stop.cause}` : `${stop.type} ${stop.slot}`;
}
