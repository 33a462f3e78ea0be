import { expect, test } from 'vitest';
import { createContract } from '../../src/sandbox/contract/contract.ts';
import { DISPATCHES } from '../../src/sandbox/contract/dispatches.ts';
import { createJournal } from '../../src/sandbox/journal.ts';
import { OPERATIONS } from '../../src/sandbox/rest/router.ts';
import { everything } from '../helpers/everything.ts';
import { startBox } from '../helpers/sandbox.ts';

type Key = string | number;

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** Every way to spoil a value a little: a key that there is not in each of its objects, another kind of thing in each of its leaves. */
function* spoilt(
  value: unknown,
  change: (path: readonly Key[], put: unknown) => unknown,
): Generator<[string, unknown]> {
  function* walk(node: unknown, path: readonly Key[]): Generator<[string, unknown]> {
    const named = path.map((key) => (/^\d+$/.test(String(key)) ? '*' : key)).join('.');
    if (!isObject(node)) {
      if (path.length > 0) yield [`${named} is another thing`, change(path, { odd: true })];
      return;
    }
    if (!Array.isArray(node)) yield [`${named}.surprise`, change([...path, 'surprise'], 1)];
    for (const [key, inner] of Object.entries(node)) yield* walk(inner, [...path, key]);
  }
  yield* walk(value, []);
}

/** A copy of what stands as this text, with another value at a path. */
const changed = (text: string) => (path: readonly Key[], put: unknown) => {
  const copy: unknown = JSON.parse(text);
  const parent = path.slice(0, -1).reduce((node, key) => (isObject(node) ? node[key] : undefined), copy);
  if (isObject(parent)) parent[path.at(-1) ?? ''] = put;
  return copy;
};

/** How many violations an answer or a dispatch makes. */
function violations(what: string, isAnswer: boolean, body: unknown): number {
  const journal = createJournal(() => 0);
  const contract = createContract(journal);
  if (isAnswer) contract.answer(what, OPERATIONS[what] ?? {}, body);
  else contract.dispatch(what, body);
  return journal.violations().length;
}

test('any mutation of a response or a dispatch breaks the contract', async () => {
  await using box = await startBox();
  await everything(box);
  const samples = new Map<string, { what: string; isAnswer: boolean; text: string }>();
  for (const { kind, what, detail } of (await box.journal()).entries) {
    const isAnswer = kind === 'request';
    const body = isAnswer ? detail['answer'] : detail['payload'];
    if (body === undefined || (!isAnswer && kind !== 'dispatch') || Number(detail['status'] ?? 200) > 299) continue;
    const text = JSON.stringify(body);
    samples.set(`${what} ${text.replaceAll(/\d+/g, '')}`, { what, isAnswer, text });
  }
  const told = new Set([...samples.values()].filter(({ isAnswer }) => !isAnswer).map(({ what }) => what));
  expect([...told].toSorted()).toEqual(Object.keys(DISPATCHES).toSorted());

  const missed = new Set<string>();
  let tried = 0;
  for (const { what, isAnswer, text } of samples.values()) {
    expect({ what, found: violations(what, isAnswer, JSON.parse(text)) }).toEqual({ what, found: 0 });
    for (const [how, body] of spoilt(JSON.parse(text), changed(text))) {
      tried += 1;
      if (violations(what, isAnswer, body) === 0) missed.add(`${what}: ${how}`);
    }
  }
  expect(tried).toBeGreaterThan(2_500);
  expect([...missed]).toEqual([]);
});
