import { expect, test } from 'vitest';
import { exportFiles } from '../../../../src/discord/consent/messages.ts';
import type { ExportedComment, MemberExport } from '../../../../src/discussions/members.ts';
import { NEW_MEMBERSHIP } from '../../../../src/discussions/membership.ts';

const comment = (id: number): ExportedComment => ({
  thread: '90',
  article: 'bridge',
  id: String(id),
  state: 'published',
  record: { content: 'ü'.repeat(400) },
  recommended: null,
  inSummary: [],
});
const exported = (count: number): MemberExport => ({
  user: '1',
  name: 'Ani',
  duties: null,
  membership: NEW_MEMBERSHIP,
  comments: Array.from({ length: count }, (_, index) => comment(index)),
  mentions: [],
  decisions: [],
  audit: [],
  moderation: [],
});
const LIMIT = 10_000;

test('an export that fits is one file', () => {
  const [file, ...others] = exportFiles(exported(3), LIMIT);
  expect([file?.name, others]).toEqual(['belowline.json', []]);
  expect(JSON.parse(String(file?.attachment))).toEqual(exported(3));
});

test('a larger one is several files, each within the limit and a document of its own, that hold every comment once', () => {
  const files = exportFiles(exported(50), LIMIT);
  expect(files.length).toBeGreaterThan(5);
  for (const { attachment } of files) expect(attachment.byteLength).toBeLessThanOrEqual(LIMIT);
  expect(new Set(files.map(({ name }) => name)).size).toBe(files.length);
  const parts = files.map(({ attachment }) => JSON.parse(String(attachment)) as MemberExport);
  expect(parts.flatMap(({ comments }) => comments)).toEqual(exported(50).comments);
});

test('whatever the limit, splitting ends', () => {
  expect(exportFiles(exported(2), 1)).toHaveLength(2);
});
