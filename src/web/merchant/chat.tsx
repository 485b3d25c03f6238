import { Composer } from './composer.tsx';
import { Header } from './header.tsx';
import { Log } from './log.tsx';
import type { State } from './state.ts';
import { type Sender, TalkForm } from './talk-form.tsx';

interface Props {
  readonly state: State;
  readonly sender: Sender;
  readonly retry: () => void;
  readonly setSize: (size: number) => void;
}

/** The whole page, drawn from the state alone. */
export function Chat({ state, sender, retry, setSize }: Props) {
  return (
    <>
      <TalkForm data={sender.data} />
      <Header sender={sender} view={state.view} setSize={setSize} />
      <Log sender={sender} state={state} retry={retry} />
      <Composer sender={sender} begun={state.view.id !== null} />
    </>
  );
}
