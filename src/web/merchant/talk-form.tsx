import type { ComponentChildren } from 'preact';
import type { ControlWord, PageData, Sending } from './view.ts';

/** What every part of the page needs in order to send something. */
export interface Sender {
  readonly data: PageData;
  readonly send: (sending: Sending) => void;
  readonly busy: boolean;
}

/** The form that all buttons belong to: it works without a script. */
export function TalkForm({ data }: { readonly data: PageData }) {
  return (
    <form id="talk" method="post" action={`/talk${data.query}`}>
      <Hidden data={data} />
    </form>
  );
}

/** The message's id, and the secret of a talk that does not exist yet. */
export function Hidden({ data }: { readonly data: PageData }) {
  return (
    <>
      <input type="hidden" name="id" value={data.messageId} />
      {data.secret === null ? null : <input type="hidden" name="secret" value={data.secret} />}
    </>
  );
}

interface ButtonProps {
  readonly sender: Sender;
  readonly class?: string;
  readonly label?: string;
  readonly children: ComponentChildren;
}

/** A button that says something about the talk itself: 返回, 转人工 ... */
export function ControlButton(props: ButtonProps & { readonly control: ControlWord }) {
  const { sender, control, label, children } = props;
  return (
    <button
      type="submit"
      form="talk"
      name="do"
      value={control}
      class={props.class ?? ''}
      aria-label={label}
      disabled={sender.busy}
      onClick={(event) => {
        event.preventDefault();
        sender.send({ do: control });
      }}
    >
      {children}
    </button>
  );
}

/** A quick reply. */
export function ChoiceButton(props: {
  readonly sender: Sender;
  readonly value: string;
  readonly label: string;
}) {
  const { sender, value, label } = props;
  return (
    <button
      type="submit"
      form="talk"
      name="choice"
      value={value}
      class="choice"
      disabled={sender.busy}
      onClick={(event) => {
        event.preventDefault();
        sender.send({ choice: value, label });
      }}
    >
      {label}
    </button>
  );
}
