import { discordError, invalidField } from '../errors.ts';
import { may, requirePermission } from './access.ts';
import type { Channel } from './records.ts';
import type { World } from './world.ts';

const REQUIRE_TAG = 1 << 4;
const MOST = 5;

/** Checks the tags of a forum post set by a member. Throws 40066, 40067, 10087, 50013, 50035. */
export function checkTags(
  world: World,
  by: string,
  { forum, tags, before = [] }: { forum: Channel; tags: readonly string[]; before?: readonly string[] },
): void {
  const known = forum.available_tags ?? [];
  const isFree = ({ moderated }: { moderated: boolean }) =>
    !moderated || may(world, { userId: by, place: forum }, 'ManageThreads');
  if (forum.flags & REQUIRE_TAG && tags.length === 0)
    throw discordError(known.some(isFree) ? 'tagRequired' : 'noSettableTag');
  for (const id of tags) {
    const tag = known.find((each) => each.id === id);
    if (!tag) throw discordError('unknownTag');
  }
  const changed = known.filter(({ id }) => tags.includes(id) !== before.includes(id));
  if (changed.some(({ moderated }) => moderated))
    requirePermission(world, { userId: by, place: forum }, 'ManageThreads');
  if (tags.length > MOST)
    throw invalidField('applied_tags', 'BASE_TYPE_BAD_LENGTH', `Must be between 0 and ${MOST} in length.`);
}
