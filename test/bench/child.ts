import { fork } from 'node:child_process';
import { join } from 'node:path';

/** A process of the bench's own, asked over IPC. */
export interface Child<Ready> {
  readonly ready: Ready;
  ask<Answer>(question: string): Promise<Answer>;
  end(): void;
}

interface Message {
  readonly question: string;
  readonly answer: unknown;
}

/** Starts `processes/<name>.ts` with one argument as JSON, and resolves once it is ready. */
export async function startChild<Ready>(name: string, argument: object): Promise<Child<Ready>> {
  const path = join(import.meta.dirname, 'processes', `${name}.ts`);
  const process = fork(path, [JSON.stringify(argument)], { execArgv: ['--expose-gc'] });
  const waiting = new Map<string, { resolve(answer: unknown): void; reject(error: Error): void }>();
  const hear = (question: string): Promise<unknown> => {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    waiting.set(question, { resolve, reject });
    return promise;
  };
  process.on('message', ({ question, answer }: Message) => {
    waiting.get(question)?.resolve(answer);
    waiting.delete(question);
  });
  process.on('exit', (code) => {
    for (const { reject } of waiting.values()) reject(new Error(`${name} ended with code ${code}`));
  });
  const ready = (await hear('ready')) as Ready;
  return {
    ready,
    async ask<Answer>(question: string): Promise<Answer> {
      const answered = hear(question);
      process.send(question);
      return (await answered) as Answer;
    },
    end: () => void process.send('end'),
  };
}
