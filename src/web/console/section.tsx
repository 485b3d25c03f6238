/** @jsxImportSource react */
import type { ReactNode } from 'react';

interface Props {
  readonly title: string;
  readonly extra?: ReactNode;
  readonly children: ReactNode;
  readonly className?: string;
  /** name of the place, for those who jump to it */
  readonly id?: string;
}

/** A card with a heading. */
export function Section({ title, extra, children, className = '', id }: Props) {
  return (
    <section className={`card ${className}`} id={id}>
      <div className="card-head">
        <h2>{title}</h2>
        {extra}
      </div>
      {children}
    </section>
  );
}
