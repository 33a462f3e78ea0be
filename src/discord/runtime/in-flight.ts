/** Work that runs in the background, so that stopping can wait for it. */
export interface InFlight {
  /** Starts the work; what it throws goes to `onError` and nowhere else. */
  start(work: () => Promise<void> | void, onError: (error: unknown) => void): Promise<void>;
  /** Resolves when nothing is running any more, what was started meanwhile included. */
  idle(): Promise<void>;
}

/** Creates a place for such work. */
export function createInFlight(): InFlight {
  const running = new Set<Promise<void>>();
  return {
    start(work, onError) {
      const ending = Promise.resolve()
        .then(work)
        .catch(onError)
        .finally(() => running.delete(ending));
      running.add(ending);
      return ending;
    },
    async idle() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}
