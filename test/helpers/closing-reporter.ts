import type { Reporter, SerializedError, TestModule } from 'vitest/node';

/** What happened to the tests of a run; `failed` counts files that could not be loaded and errors outside tests too. */
export interface Totals {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** The last lines of a run: what was left out and why (`skipped`, one reason each), and the totals. */
export function closingLines({ passed, failed, skipped }: Totals, reasons: readonly string[]): string[] {
  const left = skipped > 0 ? [...reasons, `${skipped} tests that are marked so`] : reasons;
  return [`Skipped: ${left.join('; ') || 'nothing'}.`, `${passed} passed, ${failed} failed, ${skipped} skipped`];
}

/** Prints `closingLines` below vitest's own summary; `leftOut` gives the reasons for a run of these projects. */
export function createClosingReporter(leftOut: (projects: readonly string[]) => readonly string[]): Reporter {
  let reasons: readonly string[] = [];
  return {
    onInit({ projects }) {
      reasons = leftOut(projects.map(({ name }) => name));
    },
    onTestRunEnd(modules, unhandledErrors) {
      process.stdout.write(`${closingLines(count(modules, unhandledErrors), reasons).join('\n')}\n`);
    },
  };
}

function count(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): Totals {
  const states = modules.flatMap((module) => Array.from(module.children.allTests(), (test) => test.result().state));
  const total = (state: string) => states.filter((other) => other === state).length;
  const broken = modules.filter((module) => module.errors().length > 0).length;
  return {
    passed: total('passed'),
    failed: total('failed') + broken + unhandledErrors.length,
    skipped: total('skipped'),
  };
}
