/** Whether members who were never asked are published: `opt-out` yes, with a notice and a button; `ask` no. */
export const PUBLISH_POLICIES = ['ask', 'opt-out'] as const;
export type PublishPolicy = (typeof PUBLISH_POLICIES)[number];

/** What was announced when a discussion was opened; undefined in records from before that was noted, when all said `opt-out`. */
export type Announced = PublishPolicy | undefined;

/** The policy that counts in a discussion: the guild's as it is now, or what the discussion announced if that is stricter. */
export const policyIn = (guilds: PublishPolicy, announced: Announced): PublishPolicy =>
  guilds === 'ask' ? 'ask' : (announced ?? guilds);
