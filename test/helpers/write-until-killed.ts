import { writeSync } from 'node:fs';
import { openStore } from '../../src/store/open.ts';
import { OPENED, writtenReply } from './discussion-steps.ts';
import { writerOf } from './writer.ts';

// node write-until-killed.ts STORE_URL FIRST_ID: writes replies, several at once, and deletes every third again;
// says on its output what was acknowledged, one "written ID" or "deleted ID" a line, until somebody ends it.
const [, , url = '', first = '1000'] = process.argv;
const writer = writerOf(await openStore(url), 'opt-out').discussions;
await writer.open(OPENED);
let next = Number(first);

async function writeForEver(): Promise<never> {
  for (;;) {
    const id = String(next++);
    const reply = writtenReply({
      id,
      author: String(Number(id) % 5),
      answers: Number(id) % 2 === 0 ? String(Number(id) - 1) : '91',
    });
    await writer.apply(OPENED, [
      { type: 'reply.written', reply },
      { type: 'cursor.moved', cursor: id },
    ]);
    writeSync(1, `written ${id}\n`);
    if (Number(id) % 3 !== 0) continue;
    await writer.apply(OPENED, [{ type: 'replies.deleted', ids: [id] }]);
    writeSync(1, `deleted ${id}\n`);
  }
}

await Promise.all(Array.from({ length: 4 }, writeForEver));
