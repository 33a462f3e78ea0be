import { globSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Bench, isMet, type Line, tableFromLines } from './line.ts';

// npm run bench [-- --strict] [-- NAME …]: only the benches whose file names hold one of the names.
const { values, positionals } = parseArgs({
  options: { strict: { type: 'boolean', default: false } },
  allowPositionals: true,
});

const files = globSync('*.bench.ts', { cwd: import.meta.dirname })
  .filter((file) => positionals.length === 0 || positionals.some((name) => file.includes(name)))
  .toSorted();

const lines: Line[] = [];
for (const file of files) {
  console.log(`\n${file.replace('.bench.ts', '')}`);
  const bench = (await import(`./${file}`)) as Bench;
  const measured = await bench.run();
  console.log(tableFromLines(measured));
  lines.push(...measured);
}

const missed = lines.filter((line) => isMet(line) === false);
console.log(
  `\n${lines.length} values measured on Node ${process.versions.node}, ${missed.length} of them past their limit.`,
);
if (values.strict && missed.length > 0) process.exitCode = 1;
