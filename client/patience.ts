import { isPassing } from './errors';

const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));

/** Tries again, with growing pauses, while the server says that it is busy; `patience` in ms. Everything else is thrown at once. */
export async function patiently<T>(attempt: () => Promise<T>, patience = 15_000): Promise<T> {
  const until = Date.now() + patience;
  for (let wait = 25; ; wait = Math.min(wait * 2, 1_000)) {
    try {
      return await attempt();
    } catch (error) {
      if (!isPassing(error) || Date.now() + wait > until) throw error;
    }
    await pause(wait);
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
