import { isCrowded, isPassing } from './errors';

const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));

/** A crowd ends by itself; a server that is not there may stay away. */
const CROWD = 4;

/**
 * Tries again while the server says that it is busy; `patience` in ms, four times that in a crowd. Everything else is thrown at once.
 * Whoever is one too many waits longer each time, and nobody as long as another: what the server turns away sets back those whom it took.
 */
export async function patiently<T>(attempt: () => Promise<T>, patience = 15_000): Promise<T> {
  const begin = Date.now();
  let turnedAway = 0;
  for (let wait = 25; ; wait = Math.min(wait * 2, 1_000)) {
    try {
      return await attempt();
    } catch (error) {
      if (!isPassing(error) || Date.now() > begin + patience * (isCrowded(error) ? CROWD : 1)) throw error;
      if (isCrowded(error)) turnedAway++;
    }
    await pause(turnedAway === 0 ? wait : Math.min(50 * 2 ** turnedAway, 4_000) * (0.5 + Math.random()));
  }
}

/** Asks again and again until there is an answer; `undefined` once `timeout` (ms) is over. */
export async function until<T>(ask: () => Promise<T | undefined>, timeout: number): Promise<T | undefined> {
  const end = Date.now() + timeout;
  for (let wait = 20; ; wait = Math.min(wait * 1.5, 500)) {
    const answer = await ask();
    if (answer !== undefined || Date.now() >= end) return answer;
    await pause(Math.min(wait, Math.max(1, end - Date.now())));
  }
}
