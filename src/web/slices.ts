import { setImmediate } from 'node:timers/promises';

/** Milliseconds of one slice: the same event loop serves Discord. */
const SLICE = 10;

/** Maps items in order, and yields to other work after each slice of time. */
export async function inSlices<Item, Made>(
  items: Iterable<Item>,
  make: (item: Item) => Made | Promise<Made>,
): Promise<Made[]> {
  const made: Made[] = [];
  let since = performance.now();
  for (const item of items) {
    made.push(await make(item));
    if (performance.now() - since < SLICE) continue;
    await setImmediate();
    since = performance.now();
  }
  return made;
}
