/** How a file names another: `type` is erased, `dynamic` happens when that line runs. */
export interface Import {
  readonly kind: 'static' | 'type' | 'dynamic';
  readonly specifier: string;
}

/** What a source file imports or exports from elsewhere. Relies on the formatter: statements begin a line and end in a semicolon. */
export function importsOf(source: string): Import[] {
  const statements = source.matchAll(/^(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?['"]([^'"\n]+)['"]/gm);
  const calls = source.matchAll(/\b(?:import|require)\(\s*['"`]([^'"`\n]+)['"`]/g);
  return [
    ...Array.from(statements, ([, type, specifier = '']) => ({ kind: type ? 'type' : 'static', specifier }) as const),
    ...Array.from(calls, ([, specifier = '']) => ({ kind: 'dynamic', specifier }) as const),
  ];
}
