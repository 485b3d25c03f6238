/** @jsxImportSource react */
import { Button } from 'antd';
import { type FormEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import { WORDS } from './words.ts';

interface Props {
  readonly title: string;
  readonly run: string;
  readonly children: ReactNode;
  readonly close: () => void;
  readonly submit: (fields: FormData) => Promise<boolean>;
}

/** A form in front of the page; the browser keeps the focus in it and closes it on Escape. */
export function Dialog({ title, run, children, close, submit }: Props) {
  const box = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => box.current?.showModal(), []);
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    void submit(new FormData(event.currentTarget)).then((done) => done && close());
  };
  return (
    <dialog ref={box} aria-labelledby={titleId} onClose={close}>
      <form onSubmit={onSubmit}>
        <h2 id={titleId}>{title}</h2>
        {children}
        <div className="row end">
          <Button onClick={close}>{WORDS.cancel}</Button>
          <Button type="primary" htmlType="submit">
            {run}
          </Button>
        </div>
      </form>
    </dialog>
  );
}
