/** What the page says of a comment's author, at most one: the first of these that applies. */
export const BADGES = ['author', 'staff', 'moderator'] as const;
export type Badge = (typeof BADGES)[number];

/** What a guild's roles make of a member. It is stored beside the name, thus only of members who publish. */
export interface Duties {
  /** By a role that the guild chose for authors or for staff; null for neither. */
  readonly role: 'author' | 'staff' | null;
  /** Ids of the channels in which they moderate. */
  readonly moderates: readonly string[];
}

/** A member's duties as one event shows them: whether they moderate is known of some channels only, by id. */
export interface SeenDuties extends Pick<Duties, 'role'> {
  readonly moderates: Readonly<Record<string, boolean>>;
}

/** A member's duties after an event; undefined for none. */
export function dutiesAfter(known: Duties | undefined, seen: SeenDuties): Duties | undefined {
  const others = known?.moderates.filter((channel) => !Object.hasOwn(seen.moderates, channel)) ?? [];
  const here = Object.keys(seen.moderates).filter((channel) => seen.moderates[channel]);
  const moderates = [...others, ...here].toSorted();
  return seen.role === null && moderates.length === 0 ? undefined : { role: seen.role, moderates };
}

/** The badge of a member with these duties, in a channel. */
export function badgeIn(duties: Duties | undefined, channel: string): Badge | null {
  if (!duties) return null;
  return duties.role ?? (duties.moderates.includes(channel) ? 'moderator' : null);
}
