import fc from 'fast-check';

/** Property tests try the same examples each time, so that a change is judged by what it changes; `SEED=<n>` looks further. */
fc.configureGlobal({ seed: Number(process.env.SEED ?? 20_261_123) });
