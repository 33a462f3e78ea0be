import { randomBytes } from 'node:crypto';
import { instanceKey } from './keys.ts';
import type { Store } from './store.ts';

/** What names this installation for good: the secret by which ids are hidden from readers, and the form of the store. */
export interface Instance {
  readonly secret: string;
  readonly schema: number;
}

/** The form in which this version keeps things; a later one may raise it. */
export const SCHEMA = 2;

/** Reads what names this installation, or draws it when the store is new. Throws when a later version wrote the store. */
export async function loadInstance(store: Store): Promise<Instance> {
  const known = await store.get(instanceKey);
  if (known && known.schema > SCHEMA) {
    throw new Error(
      `STORE_URL names a store of a later version of Belowline (form ${known.schema}, this version knows ${SCHEMA}): update Belowline, or use another store`,
    );
  }
  if (known) return known;
  const instance = { secret: randomBytes(32).toString('base64url'), schema: SCHEMA };
  await store.setMany([{ key: instanceKey, value: instance }]);
  return instance;
}
