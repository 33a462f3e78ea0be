import type { MentionedNames } from '../discussions/comment.ts';
import type { Names } from '../markdown/discord/options.ts';

/** How mentions are named: members only while they publish, roles and channels as they were when the comment was written. */
export function mentionNames(mentioned: MentionedNames, members: ReadonlyMap<string, string>): Names {
  const stored = (id: string): string | null => (Object.hasOwn(mentioned, id) ? (mentioned[id] ?? null) : null);
  return { user: (id) => members.get(id) ?? null, role: stored, channel: stored };
}
