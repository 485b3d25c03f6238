import { useRef } from 'preact/hooks';
import { Hidden, type Sender } from './talk-form.tsx';

interface Props {
  readonly sender: Sender;
  readonly begun: boolean;
}

/** The box for free text; always open. */
export function Composer({ sender, begun }: Props) {
  const { data, send, busy } = sender;
  const { words } = data;
  const box = useRef<HTMLTextAreaElement>(null);
  const submit = (event: Event) => {
    event.preventDefault();
    const area = box.current;
    const text = area?.value.trim() ?? '';
    if (area === null || text === '' || busy) return;
    area.value = '';
    send({ text });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) submit(event);
  };
  return (
    <footer>
      <form class="composer" method="post" action={`/talk${data.query}`} onSubmit={submit}>
        <Hidden data={data} />
        <textarea
          ref={box}
          name="text"
          rows={1}
          maxLength={2000}
          required
          enterkeyhint="send"
          aria-label={words.page_input}
          placeholder={words.page_input}
          onKeyDown={onKeyDown}
        />
        <button type="submit" class="send">
          {words.page_send}
        </button>
      </form>
      <p class="fine">
        {begun ? words.page_privacy : `${words.page_privacy}${words.page_consent}`}
        {begun ? null : <a href={`/privacy${data.query}`}>{words.page_home_privacy}</a>}
      </p>
    </footer>
  );
}
