/** What the workflows that are compared find outside: messages that are sent at once, and a register that nobody keeps. Worker options. */
export const outside = {
  activities: { notify: async () => undefined },
  sinks: { register: { changed: { fn: () => undefined, callDuringReplay: false } } },
};
