import { PUBLISH_POLICIES } from '../../discussions/publish-policy.ts';
import { OPENERS, type GuildSettings } from '../../discussions/settings.ts';
import { isSnowflake } from '../../discussions/snowflake.ts';
import { CATALOGUES } from '../../language/catalogues.ts';

/** The steps of the setup, in their order; each but the last is about one setting. */
export const SETUP_STEPS = [
  'home',
  'openers',
  'policy',
  'moderators',
  'reports',
  'notify',
  'language',
  'invite',
  'posting',
  'finish',
] as const;
export type SetupStep = (typeof SETUP_STEPS)[number];

export const isSetupStep = (word: string | undefined): word is SetupStep => SETUP_STEPS.some((step) => step === word);

/** The step before or after another one; null past either end. */
export const stepBeside = (step: SetupStep, by: 1 | -1): SetupStep | null =>
  SETUP_STEPS[SETUP_STEPS.indexOf(step) + by] ?? null;

/** Stands for "none" in a button's custom id. */
export const NONE = 'none' as const;

/** What can be answered by a button, beside "none". */
export const CHOICES = {
  openers: OPENERS,
  policy: PUBLISH_POLICIES,
  language: [...CATALOGUES.keys()],
  posting: ['on', 'off'],
} as const satisfies Partial<Record<SetupStep, readonly string[]>>;

const chosen = <Value extends string>(values: readonly Value[], value: string): Value | undefined =>
  values.find((each) => each === value);

/** What an answer to a step changes; null for an answer that the step does not have. `now` in milliseconds since 1970. */
export function settingFrom(step: SetupStep, value: string, now: number): Partial<GuildSettings> | null {
  const orNone = value === NONE ? null : value;
  const id = orNone === null || isSnowflake(orNone) ? orNone : undefined;
  switch (step) {
    case 'home':
      return id === undefined ? null : { homeChannel: id };
    case 'moderators':
      return id === undefined ? null : { moderatorRole: id };
    case 'reports':
      return id === undefined ? null : { moderatorChannel: id };
    case 'notify':
      return id === undefined ? null : { notifyRole: id };
    case 'openers': {
      const openers = chosen(OPENERS, value);
      return openers ? { openers } : null;
    }
    case 'policy': {
      const policy = chosen(PUBLISH_POLICIES, value);
      return policy || orNone === null ? { policy: policy ?? null } : null;
    }
    case 'language':
      return orNone === null || CATALOGUES.has(orNone) ? { language: orNone } : null;
    case 'invite':
      return orNone === null ? { invite: null } : inviteFrom(orNone);
    case 'posting':
      return value === 'on' ? { postsArticlesSince: now } : value === 'off' ? { postsArticlesSince: null } : null;
    case 'finish':
      return null;
  }
}

/** Discord's invites, as people copy them: with or without "https://". */
const INVITE = /^(?:https:\/\/)?((?:discord\.gg|discord(?:app)?\.com\/invite)\/[A-Za-z0-9-]{2,50})\/?$/;

function inviteFrom(text: string): Partial<GuildSettings> | null {
  const [, address] = INVITE.exec(text.trim()) ?? [];
  return address ? { invite: `https://${address}` } : null;
}
