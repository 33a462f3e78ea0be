/** What a measured value must keep to, in the line's unit. */
export type Limit = `${'≤' | '≥' | '<' | '>'} ${number}`;

/** One measured value: for ratios the unit is '×'. */
export interface Line {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly limit?: Limit;
}

/** What each `*.bench.ts` exports: measures and answers with its lines. */
export interface Bench {
  run(): Promise<Line[]>;
}

/** Whether the value keeps to its limit; null when it has none. */
export function isMet({ value, limit }: Line): boolean | null {
  if (limit === undefined) return null;
  const [relation, bound] = limit.split(' ');
  switch (relation) {
    case '≤':
      return value <= Number(bound);
    case '≥':
      return value >= Number(bound);
    case '<':
      return value < Number(bound);
    default:
      return value > Number(bound);
  }
}

/** The lines as a table: name, value, unit, limit and whether it is met. */
export function tableFromLines(lines: readonly Line[]): string {
  const rows = lines.map(
    (line) => [line.name, rounded(line.value), line.unit, line.limit ?? '', verdict(line)] as const,
  );
  const widths = [0, 1, 2, 3].map((column) => Math.max(0, ...rows.map((row) => (row[column] ?? '').length)));
  const [name = 0, value = 0, unit = 0, limit = 0] = widths;
  return rows
    .map((row) =>
      [row[0].padEnd(name), row[1].padStart(value), row[2].padEnd(unit), row[3].padEnd(limit), row[4]]
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function verdict(line: Line): string {
  const met = isMet(line);
  return met === null ? '' : met ? 'met' : 'missed';
}

/** Three digits that count, whole numbers from 1,000 on. */
const rounded = (value: number) =>
  value.toLocaleString('en', Math.abs(value) < 1000 ? { maximumSignificantDigits: 3 } : { maximumFractionDigits: 0 });
