import { setImmediate } from 'node:timers/promises';

/** How long one slice may take, in milliseconds: the same loop serves Discord. */
const SLICE = 10;

/** Makes something of each item, in order, and lets other work go first whenever that has taken a slice's time. */
export async function inSlices<Item, Made>(
  items: readonly Item[],
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
