/**
 * Background work and queues by key. Each owner creates its own, so that stopping can wait for one after the other.
 *
 * Lock order: a task waits only for queues further down, so none waits for itself.
 * 1. openings (guild and article, then thread)
 * 2. reports (comment, then thread), consent requests (thread), summaries (thread): none of them waits for another
 * 3. the recorder (thread)
 * 4. the queues of the store (LOCK_ORDER in src/discussions/keys.ts)
 */
export interface Tasks {
  /** Runs a task after all earlier ones of its key; different keys do not wait for each other. Rejects as the task does. */
  run<Result>(key: string, task: () => Promise<Result>): Promise<Result>;
  /** Starts work in the background; its error goes to `onError` and nowhere else. */
  start(work: () => Promise<void> | void, onError: (error: unknown) => void): Promise<void>;
  /** Resolves when nothing runs or waits any more, including what was added meanwhile. */
  idle(): Promise<void>;
}

/** Creates an empty set of tasks; a key has a queue only while something waits in it. */
export function createTasks(): Tasks {
  const running = new Set<Promise<void>>();
  const queues = new Map<string, Promise<void>>();

  function follow(work: Promise<void>): Promise<void> {
    const ending = work.finally(() => running.delete(ending));
    running.add(ending);
    return ending;
  }

  return {
    run(key, task) {
      const result = (queues.get(key) ?? Promise.resolve()).then(task);
      const settled = result.then(
        () => undefined,
        () => undefined, // the caller of run() has the rejection
      );
      const ending = follow(settled).then(() => {
        if (queues.get(key) === ending) queues.delete(key);
      });
      queues.set(key, ending);
      return result;
    },
    start: (work, onError) => follow(Promise.resolve().then(work).catch(onError)),
    async idle() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}
