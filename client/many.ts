const AT_ONCE = 10;

/** Does the same for many, some at a time, and answers in their order; `tell` hears of each as it is done. */
export async function eachOf<Of, Done>(
  all: readonly Of[],
  work: (one: Of) => Promise<Done>,
  tell: (done: Done) => void,
): Promise<Done[]> {
  const outcomes: Done[] = new Array(all.length);
  const rest = all.entries();
  const next = async (): Promise<void> => {
    for (const [at, one] of rest) {
      const done = await work(one);
      outcomes[at] = done;
      tell(done);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
  return outcomes;
}
