import { ControlButton, type Sender } from './talk-form.tsx';
import type { View } from './view.ts';

interface Props {
  readonly sender: Sender;
  readonly view: View;
  readonly setSize: (size: number) => void;
}

const SIZES = [
  [1, 'page_size_1'],
  [2, 'page_size_2'],
  [3, 'page_size_3'],
] as const;

/** Title, the way back, the way to a person, and how far the talk has come. */
export function Header({ sender, view, setSize }: Props) {
  const { words } = sender.data;
  const begun = view.id !== null;
  return (
    <header class="top">
      <div class="bar">
        {begun ? (
          <ControlButton sender={sender} control="page_back" class="plain">
            <span aria-hidden="true">‹ </span>
            {words.page_back}
          </ControlButton>
        ) : null}
        <h1>{words.page_title}</h1>
        <ControlButton sender={sender} control="page_human" class="plain end">
          {words.page_human}
        </ControlButton>
        <Menu sender={sender} begun={begun} setSize={setSize} />
      </div>
      {view.question === null || view.question.asked === 0 ? null : (
        <p class="progress">
          <progress
            max={view.question.atMost}
            value={view.question.asked}
            aria-label={view.question.progress}
          />
          <span>{view.question.progress}</span>
        </p>
      )}
    </header>
  );
}

function Menu(props: {
  readonly sender: Sender;
  readonly begun: boolean;
  readonly setSize: (size: number) => void;
}) {
  const { sender, begun, setSize } = props;
  const { words, size } = sender.data;
  const resize = (to: number) => (event: Event) => {
    event.preventDefault();
    setSize(to);
  };
  return (
    <details class="menu">
      <summary aria-label={words.page_menu}>
        <span aria-hidden="true">⋯</span>
      </summary>
      <div class="sheet">
        <fieldset class="sizes">
          <legend>{words.page_size}</legend>
          {SIZES.map(([to, name]) => (
            <a
              key={to}
              href={`/size/${to}`}
              class={`size-${to}`}
              aria-current={to === size}
              onClick={resize(to)}
            >
              {words[name]}
            </a>
          ))}
        </fieldset>
        {begun ? (
          <ControlButton sender={sender} control="page_restart" class="row">
            {words.page_restart}
          </ControlButton>
        ) : null}
        <a class="row" href={`/privacy${sender.data.query}`}>
          {words.page_home_privacy}
        </a>
      </div>
    </details>
  );
}
