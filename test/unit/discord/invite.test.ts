import { readFileSync } from 'node:fs';
import { PermissionsBitField } from 'discord.js';
import { expect, test } from 'vitest';
import type { ArticleImage } from '../../../src/articles/article.ts';
import { neededRights, OPENING_CHANNEL_TYPES, type OpeningChannel } from '../../../src/discord/rights.ts';

const README = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');

const IMAGES: readonly ArticleImage[] = [
  { type: 'file', path: '/ferry.webp', alt: '' },
  { type: 'remote', url: 'https://news.example/ferry.webp', alt: '' },
];

test('the invite in README asks for what posting needs in any channel, for taking a thread back, and for nothing else', () => {
  const forPosting = OPENING_CHANNEL_TYPES.flatMap((type) =>
    IMAGES.flatMap((image) => neededRights({ type } as OpeningChannel, { image })),
  );
  const permissions = new PermissionsBitField(BigInt(/&permissions=(\d+)/.exec(README)?.[1] ?? 0));
  expect(permissions.toArray().toSorted()).toEqual([...new Set([...forPosting, 'ManageThreads'])].toSorted());
});
