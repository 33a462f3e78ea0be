import { openStore } from '../../src/store/open.ts';

// node hold-store.ts STORE_URL: opens the store as its writer, says "held", and keeps it until somebody ends the process.
const [, , url = ''] = process.argv;
const store = await openStore(url, { isWriter: true });
await store.setMany([{ key: 'instance', value: { secret: 's', schema: 3 } }]);
process.stdout.write('held');
process.stdin.resume().on('end', () => void store.close());
