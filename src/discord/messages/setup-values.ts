import type { GuildSettings } from '../../discussions/settings.ts';
import { CATALOGUES } from '../../language/catalogues.ts';
import type { Translate } from '../../language/translate.ts';
import { CHOICES, NONE, type SetupStep } from './setup-steps.ts';

/** Steps that are answered by buttons. */
export type ChoiceStep = keyof typeof CHOICES;

/** What a step's setting is now, as its buttons and menus name it; "none" for none. */
export function valueOf(step: Exclude<SetupStep, 'finish'>, settings: GuildSettings): string {
  switch (step) {
    case 'home':
      return settings.homeChannel ?? NONE;
    case 'openers':
      return settings.openers;
    case 'policy':
      return settings.policy ?? NONE;
    case 'moderators':
      return settings.moderatorRole ?? NONE;
    case 'reports':
      return settings.moderatorChannel ?? NONE;
    case 'notify':
      return settings.notifyRole ?? NONE;
    case 'language':
      return settings.language ?? NONE;
    case 'invite':
      return settings.invite ?? NONE;
    case 'posting':
      return settings.postsArticlesSince === null ? 'off' : 'on';
  }
}

/** A language's name in itself. */
const nameOfLanguage = (language: string): string =>
  new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;

/** What can be chosen in a step that is answered by buttons, with its labels. */
export function valuesOf(step: ChoiceStep, t: Translate): { value: string; label: string }[] {
  switch (step) {
    case 'openers':
      return CHOICES.openers.map((value) => ({ value, label: t(`discord.setup.openers.${value}`) }));
    case 'policy':
      return ([...CHOICES.policy, NONE] as const).map((value) => ({
        value,
        label: t(`discord.setup.policy.${value}`),
      }));
    case 'language':
      return [
        ...[...CATALOGUES.keys()].map((value) => ({ value, label: nameOfLanguage(value) })),
        { value: NONE, label: t('discord.setup.language.none') },
      ];
    case 'posting':
      return CHOICES.posting.map((value) => ({ value, label: t(`discord.setup.posting.${value}`) }));
  }
}
