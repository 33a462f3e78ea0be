import {
  MessageFlags,
  AllowedMentionsTypes,
  MessageReferenceType,
  type APIAllowedMentions,
  type APIEmbed,
  type APIMessageReferenceSend,
  type RESTAPIPoll,
} from 'discord-api-types/v10';
import { invalidField } from '../errors.ts';
import type { Draft } from '../world/drafts.ts';
import type { Upload } from '../world/files.ts';
import type { Edit } from '../world/messages.ts';
import type { Component } from '../world/records.ts';
import type { SentFile } from './operation.ts';

/** The keys that all message bodies share. */
export interface MessageBody {
  content?: string | null;
  embeds?: APIEmbed[] | null;
  components?: Component[] | null;
  flags?: number | null;
  allowed_mentions?: APIAllowedMentions | null;
  attachments?:
    | {
        id: string | number;
        filename?: string;
        description?: string;
        duration_secs?: number | null;
        waveform?: string | null;
      }[]
    | null;
  message_reference?: APIMessageReferenceSend | null;
  nonce?: string | number | null;
  enforce_nonce?: boolean | null;
  sticker_ids?: string[] | null;
  poll?: RESTAPIPoll | null;
}

const SETTABLE_FLAGS = (1 << 2) | (1 << 6) | (1 << 12) | (1 << 13) | (1 << 15);

function uploadsOf(body: MessageBody, files: readonly SentFile[]): Upload[] {
  return files.map(({ index, ...file }) => {
    const listed = body.attachments?.find(({ id }) => String(id) === index);
    return {
      ...file,
      ...(listed?.filename && { filename: listed.filename }),
      ...(listed?.description && { description: listed.description }),
      ...(typeof listed?.duration_secs === 'number' && { duration_secs: listed.duration_secs }),
      ...(typeof listed?.waveform === 'string' && { waveform: listed.waveform }),
    };
  });
}

/** A body as a public message: only interaction responses can be ephemeral. */
export function publicDraftFromBody(body: MessageBody, files: readonly SentFile[]): Draft {
  return draftFromBody({ ...body, flags: (body.flags ?? 0) & ~MessageFlags.Ephemeral }, files);
}

/** A body as a draft; missing keys stay absent. */
export function draftFromBody(body: MessageBody, files: readonly SentFile[]): Draft {
  const { content, embeds, components, flags, allowed_mentions, message_reference, nonce } = body;
  if (typeof nonce === 'string' && nonce.length > 25)
    throw invalidField('nonce', 'NONCE_TYPE_TOO_LONG', 'Must be 25 or fewer in length.');
  return {
    ...(content !== undefined && { content: content ?? '' }),
    ...(embeds !== undefined && { embeds: embeds ?? [] }),
    ...(components !== undefined && { components: components ?? [] }),
    ...(flags !== undefined && flags !== null && { flags: flags & SETTABLE_FLAGS }),
    ...(allowed_mentions && { allowedMentions: mentionsFrom(allowed_mentions) }),
    ...(files.length > 0 && { files: uploadsOf(body, files) }),
    ...(message_reference && referenceFrom(message_reference)),
    ...(nonce !== undefined && nonce !== null && { nonce }),
    ...(body.enforce_nonce && { enforceNonce: true }),
  };
}

function mentionsFrom({
  parse,
  users,
  roles,
  replied_user,
}: APIAllowedMentions): NonNullable<Draft['allowedMentions']> {
  for (const [kind, ids] of [
    [AllowedMentionsTypes.User, users],
    [AllowedMentionsTypes.Role, roles],
  ] as const) {
    if (ids?.length && parse?.includes(kind))
      throw invalidField(
        'allowed_mentions',
        'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
        `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`,
      );
  }
  return {
    ...(parse && { parse }),
    ...(users && { users }),
    ...(roles && { roles }),
    ...(replied_user !== undefined && { replied_user }),
  };
}

function referenceFrom(reference: APIMessageReferenceSend): Partial<Draft> {
  const { type, message_id, channel_id, fail_if_not_exists } = reference;
  if (type === MessageReferenceType.Forward) return { forward: { channelId: channel_id ?? '', messageId: message_id } };
  return { reply: { messageId: message_id, failIfMissing: fail_if_not_exists ?? true } };
}

/** A body as an edit: listed attachments stay, others are removed. */
export function editFromBody(body: MessageBody, files: readonly SentFile[]): Edit {
  const edit: Edit = draftFromBody(body, files);
  if (body.attachments) edit.keep = body.attachments.map(({ id }) => String(id));
  return edit;
}
