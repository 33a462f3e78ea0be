import type { ConsentChoice, MemberHide, Membership } from './consent.ts';
import { closedUntil } from './membership-rules.ts';
import { timeOfSnowflake } from './snowflake.ts';

/** What is decided about a member's words: by themselves, that they stay on Discord, are shown, or only new ones are; and by whoever hides them, or undoes it. */
export const DECISIONS = ['keep', 'publish', 'new', 'hide', 'show'] as const;

/** When each was decided last, in milliseconds since 1970: all that is known of it when a backup has taken the store's place. */
export type Decided = { readonly [decision in (typeof DECISIONS)[number]]?: number };

/** What takes words off the page; all else puts them back. */
export const isWithdrawal = (decision: keyof Decided): boolean => decision !== 'publish' && decision !== 'show';

/** The hide that stands, by nobody and without a reason; null for none. An undo is dated like the hide that it undoes, so that no clock that is put back comes between them. */
export const hideFrom = ({ hide = -1, show = -1 }: Decided): MemberHide | null =>
  hide > show ? { by: '', reason: '', at: hide } : null;

/** Whether a hide of that time was undone. */
export const isShownAgain = (hiddenAt: number, { show = -1, ...decided }: Decided): boolean =>
  hideFrom({ show, ...decided }) === null && hiddenAt <= show;

/** The mark of a hide, after all that was decided before. */
export const hideMark = (at: number, { show = -1 }: Decided): Decided => ({ hide: Math.max(at, show + 1) });

/** The mark of undoing a hide of that time. */
export const showMark = (hiddenAt: number, { hide = -1 }: Decided): Decided => ({ show: Math.max(hiddenAt, hide) });

/** What a change of a membership decided; a "publish" only where it follows a "keep": it says that the "keep" is over. */
export function decidedBy(before: Membership, after: Membership, decided: Decided): Decided {
  const { consent, publicAfter, hidden } = after;
  return {
    ...choiceMark(before, after),
    ...(consent === before.consent && publicAfter !== before.publicAfter && { new: timeOfSnowflake(publicAfter) }),
    ...(hidden && hidden !== before.hidden && hideMark(hidden.at, decided)),
    ...(!hidden && before.hidden && showMark(before.hidden.at, decided)),
  };
}

function choiceMark(before: Membership, { consent }: Membership): Decided {
  if (!consent || consent === before.consent) return {};
  if (consent.choice === 'keep') return { keep: consent.at };
  return before.consent?.choice === 'keep' ? { publish: consent.at } : {};
}

/** The membership with what was decided since; the very same one when that is in it. What was chosen before the member was forgotten is over. */
export function withDecided(known: Membership, decided: Decided, forgottenAt = -1): Membership {
  const { keep = -1, publish = -1, new: onlyNew = -1 } = decided;
  const closed = closedUntil(known, Math.max(keep, publish, onlyNew));
  const at = Math.max(keep, publish);
  const isLater = at > Math.max(known.consent?.at ?? -1, forgottenAt);
  const chosen = isLater ? withChoice(closed, keep === at ? 'keep' : 'publish', at) : closed;
  return withHide(chosen, decided);
}

/** A choice of which only the mark is left: the wording is not known. */
function withChoice(known: Membership, choice: ConsentChoice, at: number): Membership {
  if (choice === 'publish' && known.consent?.choice !== 'keep') return known;
  return { ...known, consent: { choice, at, wording: 'mark', language: 'en' } };
}

function withHide(known: Membership, decided: Decided): Membership {
  if (known.hidden) return isShownAgain(known.hidden.at, decided) ? { ...known, hidden: null } : known;
  const hidden = hideFrom(decided);
  return hidden ? { ...known, hidden } : known;
}
