import { useMemo, useSyncExternalStore } from 'react';

/** Where in the console one is: "#/case/42?tab=notes" is page "case", id "42" and its query. */
export interface Address {
  readonly page: string;
  readonly id: string;
  readonly query: URLSearchParams;
}

/** The address as it stands; whoever reads it is drawn again when it changes. */
export function useAddress(): Address {
  const hash = useSyncExternalStore(listen, () => window.location.hash);
  return useMemo(() => addressOf(hash), [hash]);
}

/** The parts of a hash. */
export function addressOf(hash: string): Address {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [page = '', id = ''] = path.split('/');
  return { page, id: decodeURIComponent(id), query: new URLSearchParams(query) };
}

/** Goes somewhere; `replace` leaves no step to come back to. */
export function go(hash: string, replace = false): void {
  if (!replace) {
    window.location.hash = hash;
    return;
  }
  window.history.replaceState(null, '', hash);
  window.dispatchEvent(new HashChangeEvent('hashchange'));
}

function listen(heard: () => void): () => void {
  window.addEventListener('hashchange', heard);
  return () => window.removeEventListener('hashchange', heard);
}
