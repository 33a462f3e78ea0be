import { openStore } from '../../src/store/open.ts';

// Run in a process of its own: says what opening the store of this URL comes to for somebody whom files can refuse.
const [, , url = ''] = process.argv;
if (process.geteuid?.() === 0) process.seteuid?.(65_534);
try {
  await openStore(url);
  process.stdout.write('opened');
} catch (error) {
  process.stdout.write(String(error));
}
