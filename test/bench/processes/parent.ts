/** What a child answers to `ask`, by the question's name. */
type Answers = Readonly<Record<string, () => unknown>>;

/** Tells the parent that this process is ready, and answers its questions; `memory` and `processor` are known everywhere. */
export function answerParent(ready: object, answers: Answers): void {
  const all: Answers = { memory: residentMemory, processor: processorTime, ...answers };
  process.on('message', (question: string) => {
    void Promise.resolve(all[question]?.()).then((answer) => {
      process.send?.({ question, answer: answer ?? null });
      if (question === 'end') process.exit(0);
    });
  });
  process.send?.({ question: 'ready', answer: ready });
}

/** Resident memory in MB, after a full collection where the process was started with --expose-gc. */
function residentMemory(): number {
  globalThis.gc?.();
  return process.memoryUsage.rss() / 1e6;
}

/** Milliseconds of a processor that this process has had. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
