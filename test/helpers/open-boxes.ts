import { afterAll, expect } from 'vitest';

/** Addresses of the sandboxes that tests have started and not closed yet; closing one asserts that nothing was violated. */
export const openBoxes = new Set<string>();

/** Lets a test file fail that leaves a sandbox unclosed, and with it unchecked. */
export function expectAllClosed(): void {
  afterAll(() => {
    const left = [...openBoxes];
    openBoxes.clear();
    expect(left, 'sandboxes that were not closed, so that nobody looked for violations').toEqual([]);
  });
}
