import { CopyButton } from './copy-button.tsx';
import type { ContactLine } from './view.ts';
import type { Words } from './words.ts';

interface Props {
  readonly contacts: readonly ContactLine[];
  readonly words: Words;
  readonly live: boolean;
}

/** Whom to call, in order, and a warning of whoever calls by himself. */
export function Contacts({ contacts, words, live }: Props) {
  if (contacts.length === 0) return null;
  return (
    <>
      <h3>{words.page_contacts}</h3>
      <ol class="contacts">
        {contacts.map((contact) => (
          <li key={contact.name}>
            <p>
              <b>{contact.name}</b> <span class="verified">{contact.verified}</span>
            </p>
            <p>{contact.when}</p>
            {contact.phone === null ? null : <Phone phone={contact.phone} words={words} live={live} />}
          </li>
        ))}
      </ol>
      <p class="fake">{words.page_fake}</p>
    </>
  );
}

function Phone({
  phone,
  words,
  live,
}: {
  readonly phone: string;
  readonly words: Words;
  readonly live: boolean;
}) {
  return (
    <p class="phone">
      <a class="button call" href={`tel:${phone}`}>
        {words.page_call} {phone}
      </a>
      {live ? <CopyButton text={phone} label={`${words.page_copy} ${phone}`} words={words} /> : null}
    </p>
  );
}
