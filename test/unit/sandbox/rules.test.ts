import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const SANDBOX = join(ROOT, 'src', 'sandbox');
const BASES = new Set(['spec', 'documented', 'observed', 'assumed']);

interface Rule {
  rule: string;
  basis: string;
  code: string;
  proof: string;
}

const rules: Rule[] = readFileSync(join(SANDBOX, 'RULES.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| Rule |'))
  .map((line) => {
    const [rule = '', basis = '', code = '', proof = ''] = line.slice(2, -2).split(' | ');
    return { rule, basis, code, proof };
  });

/** The source of every test that a short name may stand for. */
function sourceOf(name: string): string {
  const files = globSync([`test/contracts/sandbox-${name}.test.ts`, `test/unit/sandbox/${name}.test.ts`], {
    cwd: ROOT,
  });
  return files.map((file) => readFileSync(join(ROOT, file), 'utf8')).join('\n');
}

function isProved({ proof }: Rule): boolean {
  const at = proof.indexOf(': ');
  const title = proof.slice(at + 2).replaceAll('…', '%s');
  return sourceOf(proof.slice(0, at)).includes(`'${title}'`);
}

test('every rule has a basis and a file of the sandbox', () => {
  expect(rules.length).toBeGreaterThan(80);
  expect(rules.filter(({ basis }) => !BASES.has(basis))).toEqual([]);
  expect(rules.filter(({ code }) => !existsSync(join(SANDBOX, code)))).toEqual([]);
});

test('every rule names a test that exists', () => {
  expect(rules.filter((rule) => !isProved(rule))).toEqual([]);
});

test('no rule is listed twice', () => {
  const names = rules.map(({ rule }) => rule);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});
