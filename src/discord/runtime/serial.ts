/** Runs tasks of one key one after another, in the order they came; different keys do not wait for each other. */
export interface Serial {
  run<Result>(key: string, task: () => Promise<Result>): Promise<Result>;
  /** Resolves when everything that was handed in so far has ended. */
  idle(): Promise<void>;
}

/** Creates a queue for each key as it is needed. */
export function createSerial(): Serial {
  const tails = new Map<string, Promise<unknown>>();
  return {
    run(key, task) {
      const before = tails.get(key) ?? Promise.resolve();
      const result = before.then(task, task);
      const tail = result.then(
        () => undefined,
        () => undefined, // the caller of run() has the rejection
      );
      tails.set(key, tail);
      void tail.then(() => {
        if (tails.get(key) === tail) tails.delete(key);
      });
      return result;
    },
    async idle() {
      while (tails.size > 0) await Promise.all(tails.values());
    },
  };
}
