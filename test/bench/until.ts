const PAUSE = 1; // milliseconds: what is measured must not wait for the next look

/** Looks again and again until it is true. */
export async function until(isTrue: () => Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await new Promise((resolve) => setTimeout(resolve, PAUSE));
}
