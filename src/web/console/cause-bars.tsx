/** @jsxImportSource react */
import type { RankedCause } from '../../diagnosis/diagnosis.ts';
import { WORDS } from './words.ts';

/** A cause that is less likely than this is not worth a line. */
const LEAST = 0.02;

/** The ranked causes with bars, each with what speaks for and against it. */
export function CauseBars({ causes }: { readonly causes: readonly RankedCause[] }) {
  const shown = causes.filter((cause, place) => place === 0 || cause.probability >= LEAST);
  return (
    <ol className="causes">
      {shown.map((cause, place) => (
        <CauseBar key={cause.id} cause={cause} first={place === 0} />
      ))}
    </ol>
  );
}

function CauseBar({ cause, first }: { readonly cause: RankedCause; readonly first: boolean }) {
  const percent = Math.round(cause.probability * 100);
  return (
    <li className={first ? 'cause first' : 'cause'}>
      <div className="cause-head">
        <span className="cause-name">{cause.name}</span>
        <span className="cause-share">{percent}%</span>
      </div>
      <svg
        className="bar"
        role="img"
        aria-label={WORDS.share(percent)}
        viewBox="0 0 100 4"
        preserveAspectRatio="none"
      >
        <rect className="bar-back" width="100" height="4" />
        <rect className="bar-front" width={Math.max(percent, 1)} height="4" />
      </svg>
      <ul className="reasons">
        {cause.because.map((reason) => (
          <li key={reason.slot} className="for">
            <span className="sign">{WORDS.speaksFor}</span>
            {reason.text}
          </li>
        ))}
        {cause.against.map((reason) => (
          <li key={reason.slot} className="against">
            <span className="sign">{WORDS.speaksAgainst}</span>
            {reason.text}
          </li>
        ))}
      </ul>
    </li>
  );
}
