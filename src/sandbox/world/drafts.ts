import { MessageFlags, type APIEmbed, type APIPoll, type APIStickerItem } from 'discord-api-types/v10';
import { discordError, invalidForm, type FormProblem } from '../errors.ts';
import { allComponents, componentProblems } from './component-rules.ts';
import { embedProblems } from './embed-rules.ts';
import type { Upload } from './files.ts';
import type { Component, User } from './records.ts';
import type { World } from './world.ts';

/** A message to send, before any check. */
export interface Draft {
  content?: string;
  embeds?: APIEmbed[];
  components?: Component[];
  flags?: number;
  files?: Upload[];
  reply?: { messageId: string; failIfMissing: boolean };
  forward?: { channelId: string; messageId: string };
  nonce?: string | number;
  enforceNonce?: boolean;
  stickers?: APIStickerItem[];
  poll?: APIPoll;
  allowedMentions?: AllowedMentions;
}

/** Allowed pings; absent means everyone mentioned. */
export interface AllowedMentions {
  parse?: string[];
  users?: string[];
  roles?: string[];
  replied_user?: boolean;
}

const MAX_CONTENT = 2_000;
const MAX_COMPONENT_BYTES = 10_170; // beyond it Discord fails without a reason (observed by others)
const MAX_FILES = 10;
const NO_LEGACY = 'The content and embeds fields cannot be used when using MessageFlags.IS_COMPONENTS_V2';

const tooLong = (path: PropertyKey[], limit: number): FormProblem => ({
  path,
  code: 'BASE_TYPE_MAX_LENGTH',
  message: `Must be ${limit} or fewer in length.`,
});

const bytesOfComponents = (components: readonly Component[]): number =>
  allComponents(components)
    .filter(({ type }) => type === 10)
    .reduce((sum, { content }) => sum + 12 + Buffer.byteLength(content ?? ''), 0);

/** A draft's content as Discord stores it: trimmed. */
export const contentOf = ({ content = '' }: Pick<Draft, 'content'>): string => content.trim();

/** Throws 50035 for a draft over a limit, 50006 for an empty one. */
export function checkDraft(draft: Draft): void {
  const { embeds = [], components = [], flags = 0 } = draft;
  const content = contentOf(draft);
  const isV2 = (flags & MessageFlags.IsComponentsV2) !== 0;
  const problems = [...componentProblems(components, isV2), ...embedProblems(embeds)];
  if (content.length > MAX_CONTENT) problems.push(tooLong(['content'], MAX_CONTENT));
  if (isV2 && (content || embeds.length > 0)) {
    problems.push({
      path: [content ? 'content' : 'embeds'],
      code: 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
      message: NO_LEGACY,
    });
  }
  if (isV2 && (draft.stickers?.length || draft.poll)) {
    problems.push({ path: ['flags'], code: 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2', message: NO_LEGACY });
  }
  if ((draft.files?.length ?? 0) > MAX_FILES) problems.push(tooLong(['attachments'], MAX_FILES));
  if (problems.length > 0) throw invalidForm(problems);
  if (bytesOfComponents(components) > MAX_COMPONENT_BYTES) throw discordError('internal');
  const says = content || embeds.length > 0 || components.length > 0 || draft.files?.length || draft.stickers?.length;
  if (!says && !draft.poll && !draft.forward) throw discordError('emptyMessage');
}

/** Whom a text mentions within the allowed pings; everyone only with `pingsAll` (Mention Everyone). */
export function mentionsIn(
  world: World,
  content: string,
  { allowed, pingsAll }: { allowed: AllowedMentions | undefined; pingsAll: boolean },
): { mentions: User[]; mention_roles: string[]; mention_everyone: boolean } {
  const ids = (pattern: RegExp) => [...new Set([...content.matchAll(pattern)].map((match) => match[1] ?? ''))];
  const permits = (kind: 'users' | 'roles', id: string) =>
    !allowed || (allowed.parse?.includes(kind) ?? false) || (allowed[kind]?.includes(id) ?? false);
  return {
    mentions: ids(/<@!?(\d+)>/g)
      .filter((id) => permits('users', id))
      .flatMap((id) => world.members.get(id)?.user ?? []),
    mention_roles: ids(/<@&(\d+)>/g).filter((id) => world.roles.has(id) && permits('roles', id)),
    mention_everyone:
      pingsAll && /@(?:everyone|here)\b/.test(content) && (!allowed || (allowed.parse?.includes('everyone') ?? false)),
  };
}
