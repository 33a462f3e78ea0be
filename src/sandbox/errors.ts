const KNOWN = {
  internal: [500, 0, '500: Internal Server Error'],
  unauthorized: [401, 0, '401: Unauthorized'],
  notFound: [404, 0, '404: Not Found'],
  unknownChannel: [404, 10003, 'Unknown Channel'],
  unknownGuild: [404, 10004, 'Unknown Guild'],
  unknownMember: [404, 10007, 'Unknown Member'],
  unknownMessage: [404, 10008, 'Unknown Message'],
  unknownUser: [404, 10013, 'Unknown User'],
  unknownEmoji: [400, 10014, 'Unknown Emoji'],
  unknownWebhook: [404, 10015, 'Unknown Webhook'],
  unknownInteraction: [404, 10062, 'Unknown interaction'],
  unknownCommand: [404, 10063, 'Unknown application command'],
  unknownPermissions: [404, 10066, 'Unknown application command permissions'],
  unknownTag: [400, 10087, 'Unknown Tag'],
  tooManyPins: [400, 30003, 'Maximum number of pins reached (250)'],
  commandsPerDay: [400, 30034, 'Max number of daily application command creates has been reached (200)'],
  tooManyPinnedPosts: [400, 30047, 'Maximum number of pinned threads in a forum channel has been reached (1)'],
  tooManyReactions: [400, 30010, 'Maximum number of reactions reached (20)'],
  botsCannot: [403, 20001, 'Bots cannot use this endpoint'],
  fileTooLarge: [413, 40005, 'Request entity too large'],
  alreadyCrossposted: [400, 40033, 'This message has already been crossposted.'],
  noMessagesInForum: [400, 40058, 'Cannot message this channel until after the post is created'],
  alreadyAcknowledged: [400, 40060, 'Interaction has already been acknowledged.'],
  noSettableTag: [400, 40066, 'There are no tags available that can be set by non-moderators'],
  tagRequired: [400, 40067, 'A tag is required to create a forum post in this channel'],
  missingAccess: [403, 50001, 'Missing Access'],
  notAuthor: [403, 50005, 'Cannot edit a message authored by another user'],
  emptyMessage: [400, 50006, 'Cannot send an empty message'],
  cannotMessage: [403, 50007, 'Cannot send messages to this user'],
  notText: [400, 50008, 'Cannot send messages in a non-text channel'],
  missingPermissions: [403, 50013, 'Missing Permissions'],
  bulkCount: [400, 50016, 'Provided too few or too many messages to delete. Must provide at least 2 and at most 100'],
  pinElsewhere: [400, 50019, 'A message can only be pinned to the channel it was sent in'],
  systemMessage: [403, 50021, 'Cannot execute action on a system message'],
  wrongChannelType: [400, 50024, 'Cannot execute action on this channel type'],
  tooOldToDelete: [400, 50034, 'A message provided was too old to bulk delete'],
  archived: [400, 50083, 'Thread is archived'],
  webhookToken: [401, 50027, 'Invalid Webhook Token'],
  badForm: [400, 50035, 'Invalid Form Body'],
  badJson: [400, 50109, 'The request body contains invalid JSON.'],
  replyNeedsHistory: [400, 160002, 'Cannot reply without permission to read message history'],
  threadExists: [400, 160004, 'A thread has already been created for this message'],
  threadLocked: [400, 160005, 'Thread is locked'],
  cannotForward: [400, 160014, 'You cannot forward this message'],
} as const satisfies Record<string, readonly [status: number, code: number, message: string]>;

/** Discord's errors that the box knows by name. */
export type KnownError = keyof typeof KNOWN;

/** One problem in a form: its path, with Discord's code and message. */
export interface FormProblem {
  path: readonly PropertyKey[];
  code: string;
  message: string;
}

/** Discord's `{ code, message, errors? }` with its HTTP status. */
export class DiscordError extends Error {
  readonly status: number;
  readonly code: number;
  readonly errors: object | undefined;
  /** How long to wait before the next try, in seconds. */
  readonly retryAfter: number | undefined;

  constructor(
    { status, code, errors, retryAfter }: { status: number; code: number; errors?: object; retryAfter?: number },
    message: string,
  ) {
    super(message);
    this.name = 'DiscordError';
    this.status = status;
    this.code = code;
    this.errors = errors;
    this.retryAfter = retryAfter;
  }

  /** The body that Discord would send. */
  body(): { code: number; message: string; errors?: object; retry_after?: number } {
    const { code, message, errors, retryAfter } = this;
    return { code, message, ...(errors && { errors }), ...(retryAfter !== undefined && { retry_after: retryAfter }) };
  }
}

/** One of Discord's errors by name. */
export function discordError(name: KnownError): DiscordError {
  const [status, code, message] = KNOWN[name];
  return new DiscordError({ status, code }, message);
}

/** Error 20016: slow mode lets the member act again in `retryAfter` seconds. */
export const slowedDown = (retryAfter: number): DiscordError =>
  new DiscordError(
    { status: 429, code: 20016, retryAfter: Number(retryAfter.toFixed(3)) },
    'This action cannot be performed due to slowmode rate limit.',
  );

interface ErrorTree {
  [key: string]: ErrorTree | { code: string; message: string }[] | undefined;
  _errors?: { code: string; message: string }[];
}

/** Error 50035 with problems nested by path, as Discord responds to an invalid form. */
export function invalidForm(problems: readonly FormProblem[]): DiscordError {
  const errors: ErrorTree = {};
  for (const { path, code, message } of problems) {
    let node = errors;
    for (const key of path) {
      const next = node[String(key)];
      const child: ErrorTree = next && !Array.isArray(next) ? next : {};
      node[String(key)] = child;
      node = child;
    }
    (node._errors ??= []).push({ code, message });
  }
  return new DiscordError({ status: 400, code: 50035, errors }, 'Invalid Form Body');
}

/** Error 50035 about one field. */
export const invalidField = (path: string, code: string, message: string): DiscordError =>
  invalidForm([{ path: path.split('.'), code, message }]);
