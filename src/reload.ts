import { bootAdvisor } from './boot.ts';
import type { Advisor } from './desk/advisor.ts';
import type { Io } from './io.ts';
import type { Place } from './place.ts';

/** Reloads the content each time it is called, one after the other: checked first; broken content is told of and
 * the present one stays. */
export function createReload(place: Place, io: Io, use: (advisor: Advisor) => void): () => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  const reload = async () => {
    const advisor = await bootAdvisor(place, io);
    if (advisor === null) {
      io.err('daozhang serve: the content was not reloaded, the one before goes on serving');
      return;
    }
    use(advisor);
    io.err(`daozhang serve: reloaded, content version ${advisor.expert.content.version}`);
  };
  return () => {
    last = last.then(reload).catch((error) => {
      const reason = error instanceof Error ? error.message : String(error);
      io.err(`daozhang serve: the content could not be reloaded: ${reason}`);
    });
    return last;
  };
}
