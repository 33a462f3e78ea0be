import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { Journal } from '../journal.ts';
import { memberNamed } from '../people/lookup.ts';
import type { World } from '../world/world.ts';
import { viewOf } from './view-of.ts';

const LOOK_AGAIN = 1_000; // milliseconds; some changes, such as the clock's, have no event
const MESSAGES = 100; // the last ones of a place, unless more are requested
const WIRE = 300; // entries at once

/** The dependencies of the two streams. */
export interface EventDependencies {
  world: World;
  journal: Journal;
  pageUrl: () => string | null;
}

/** `GET /events?as=NAME&place=ID[&most=N][&message=ID]`: the page's whole view, again after every change. `GET /wire`: the journal as it grows. */
export function createEvents({ world, journal, pageUrl }: EventDependencies): Hono {
  const app = new Hono();
  app.get('/events', (context) => {
    const { as = 'owner', place = '', most = '', message = '' } = context.req.query();
    const member = memberNamed(world, as);
    const viewing = { member, place, message, most: Math.max(MESSAGES, Number(most) || 0) };
    return streamChanges(context, {
      listen: (changed) => world.listen(changed),
      read: () =>
        JSON.stringify(viewOf(world, { ...viewing, pageUrl: pageUrl(), violations: journal.violations().length })),
    });
  });
  app.get('/wire', (context) => {
    let last = 0;
    return streamChanges(context, {
      listen: (changed) => world.listen(changed),
      read() {
        const entries = journal.entries().filter(({ id }) => id > last);
        last = entries.at(-1)?.id ?? last;
        return JSON.stringify({ entries: entries.slice(-WIRE), violations: journal.violations() });
      },
    });
  });
  return app;
}

type Context = Parameters<typeof streamSSE>[0];

/** Sends the result of `read` now and whenever it differs, checked after each change and once a second. */
function streamChanges(
  context: Context,
  { listen, read }: { listen: (changed: () => void) => Disposable; read: () => string },
): Response {
  return streamSSE(context, async (stream) => {
    let isDue = true;
    let wake = () => undefined as void;
    const change = () => {
      isDue = true;
      wake();
    };
    using _listening = listen(change);
    stream.onAbort(change);
    for (let sent = ''; !stream.aborted && !stream.closed;) {
      isDue = false;
      const now = read();
      if (now !== sent) await stream.writeSSE({ data: now });
      sent = now;
      if (isDue) continue;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, LOOK_AGAIN);
        wake = () => {
          clearTimeout(timer);
          setImmediate(resolve); // merges simultaneous changes
        };
      });
    }
  });
}
