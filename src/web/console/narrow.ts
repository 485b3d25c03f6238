import { useSyncExternalStore } from 'react';

const NARROW = window.matchMedia('(max-width: 860px)');

/** Whether the screen is a phone's. */
export function useNarrow(): boolean {
  return useSyncExternalStore(listen, () => NARROW.matches);
}

function listen(heard: () => void): () => void {
  NARROW.addEventListener('change', heard);
  return () => NARROW.removeEventListener('change', heard);
}
