/** Why something ended that was asked to end: no error for anyone. */
export class Stopped extends Error {}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Aborts at the first Ctrl-C or other request to end. Later ones change nothing: npm passes on what the terminal has sent already, so
 * that one Ctrl-C arrives several times, and the end under way has limits of its own.
 */
export function stopSignal(): { readonly signal: AbortSignal; release(): void } {
  const controller = new AbortController();
  const stop = () => controller.abort(new Stopped('stopped'));
  for (const name of signals) process.on(name, stop);
  return {
    signal: controller.signal,
    release: () => {
      for (const name of signals) process.off(name, stop);
    },
  };
}
