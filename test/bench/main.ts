import { globSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Bench, isMet, type Line, tableFromLines } from './line.ts';

const all = globSync('*.bench.ts', { cwd: import.meta.dirname })
  .map((file) => file.replace('.bench.ts', ''))
  .toSorted();

const USAGE = `Usage: npm run bench [-- [--strict] [NAME …]]
Measures what has one of the names in its own: ${all.join(', ')}. --strict fails when a limit is missed.`;

function readArguments() {
  try {
    const options = { strict: { type: 'boolean', default: false } } as const;
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    const chosen = all.filter((name) => positionals.length === 0 || positionals.some((part) => name.includes(part)));
    return chosen.length > 0 ? { isStrict: values.strict, chosen } : null;
  } catch (error) {
    if (error instanceof TypeError) return null; // an option that there is not
    throw error;
  }
}

const given = readArguments();
if (given === null) {
  console.error(USAGE);
  process.exit(2);
}

const lines: Line[] = [];
for (const name of given.chosen) {
  console.log(`\n${name}`);
  const bench = (await import(`./${name}.bench.ts`)) as Bench;
  const measured = await bench.run();
  console.log(tableFromLines(measured));
  lines.push(...measured);
}

const missed = lines.filter((line) => isMet(line) === false);
console.log(
  `\n${lines.length} values measured on Node ${process.versions.node}, ${missed.length} of them past their limit.`,
);
if (given.isStrict && missed.length > 0) process.exitCode = 1;
