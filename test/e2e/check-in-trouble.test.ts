import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { startNewsroom, type Newsroom } from '../helpers/newsroom.ts';

const checked = async (newsroom: Newsroom): Promise<string> => {
  const { replies } = await newsroom.person('owner').command(newsroom.news, 'belowline check');
  return replies[0]?.content ?? '';
};

test('the check reports a failing store and what to do, and still checks the channels', async () => {
  await using newsroom = await startNewsroom({ policy: 'ask' });
  await newsroom.open();
  expect(await checked(newsroom)).toContain('✅ The database responds.');
  await newsroom.stopApp(); // what the process remembers of the store goes with it
  await newsroom.startApp();
  using file = new DatabaseSync(newsroom.storeUrl.replace(/^sqlite:/, ''));
  const table = String(file.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").get()?.name);
  file.exec(`ALTER TABLE ${table} RENAME TO away`);
  const inTrouble = await checked(newsroom);
  file.exec(`ALTER TABLE away RENAME TO ${table}`);
  expect(inTrouble).toContain('❌ The database does not respond');
  expect(inTrouble).toContain(`**<#${newsroom.news}>**`);
  expect(inTrouble.split('➡️')[1]).toMatch(/database/i);
});

test('the check reports a disabled Message Content Intent and where to turn it on', async () => {
  await using newsroom = await startNewsroom({ policy: 'ask' });
  await newsroom.open();
  expect(await checked(newsroom)).toContain('✅ I can read');
  await newsroom.fault({ kind: 'intents', granted: [] });
  const inTrouble = await checked(newsroom);
  expect(inTrouble).toContain('❌ I cannot read what members write: the Message Content Intent is off.');
  expect(inTrouble.split('➡️')[1]).toContain('Bot page of Discord’s Developer Portal');
});
