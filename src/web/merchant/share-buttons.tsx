import { useState } from 'preact/hooks';
import { CopyButton } from './copy-button.tsx';
import { drawCard } from './picture.ts';
import type { Card } from './view.ts';
import type { Words } from './words.ts';

interface Props {
  readonly card: Card;
  readonly text: string;
  readonly words: Words;
}

/** Passing the answer on, as text or as a picture. */
export function ShareButtons({ card, text, words }: Props) {
  const [picture, setPicture] = useState<string | null>(null);
  const share = () => void navigator.share({ title: card.name, text }).catch(() => undefined);
  return (
    <div class="share">
      {typeof navigator.share === 'function' ? (
        <button type="button" class="small" onClick={share}>
          {words.page_share}
        </button>
      ) : null}
      <CopyButton text={text} label={words.page_copy_all} words={words} />
      <button type="button" class="small" onClick={() => setPicture(drawCard(text, words.page_title))}>
        {words.page_picture}
      </button>
      {picture === null ? null : (
        <figure class="picture">
          <figcaption>
            {words.page_hold}{' '}
            <button type="button" class="small" onClick={() => setPicture(null)}>
              {words.page_close}
            </button>
          </figcaption>
          <a href={picture} download="daozhang.png">
            <img src={picture} alt={text} />
          </a>
        </figure>
      )}
    </div>
  );
}
