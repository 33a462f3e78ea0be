type Check = (value: unknown) => boolean;
type Kinds = Readonly<Record<string, Check>>;

const isText: Check = (value) => typeof value === 'string' && value !== '';
const isFlag: Check = (value) => typeof value === 'boolean';
const isWhole: Check = (value) => Number.isSafeInteger(value);
const isList: Check = (value) => Array.isArray(value);
const isNothing: Check = (value) => value === undefined;
const isDecimal: Check = (value) => typeof value === 'string' && /^(?:0|[1-9]\d{0,19})$/.test(value);
const isTime: Check = (value) => typeof value === 'string' && !Number.isNaN(Date.parse(value));
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const or =
  (...checks: readonly Check[]): Check =>
  (value) =>
    checks.some((check) => check(value));
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
/** An object with exactly these keys; optional keys allow `isNothing`. */
const objectOf =
  (kinds: Kinds): Check =>
  (value) =>
    isObject(value) &&
    Object.keys(value).every((key) => Object.hasOwn(kinds, key)) &&
    Object.entries(kinds).every(([key, check]) => check(value[key]));

const isOption: Check = (value) =>
  objectOf({
    name: isText,
    type: isWhole,
    value: or(isNothing, isFlag, (given) => typeof given === 'string' || typeof given === 'number'),
    focused: or(isNothing, isFlag),
    options: or(isNothing, listOf(isOption)),
  })(value);

const isResolved: Check = (value) =>
  isObject(value) && Object.entries(value).every(([kind, objects]) => RESOLVED.has(kind) && isObject(objects));
const RESOLVED = new Set(['users', 'members', 'roles', 'channels', 'messages', 'attachments']);

const isFilledIn: Check = (value) =>
  objectOf({
    type: isWhole,
    id: isWhole,
    custom_id: or(isNothing, isText),
    value: or(isNothing, (given) => given === null || typeof given === 'string', isFlag),
    values: or(isNothing, listOf(isText)),
    component: or(isNothing, isFilledIn),
    components: or(isNothing, listOf(isFilledIn)),
  })(value);

const COMMAND: Check = objectOf({
  id: isDecimal,
  name: isText,
  type: isWhole,
  resolved: or(isNothing, isResolved),
  options: or(isNothing, listOf(isOption)),
  guild_id: or(isNothing, isDecimal),
  target_id: or(isNothing, isDecimal),
});

/** An interaction's `data`, by interaction type (documented). */
const DATA: Readonly<Record<number, Check>> = {
  2: COMMAND,
  3: objectOf({
    custom_id: isText,
    component_type: isWhole,
    id: isWhole,
    values: or(isNothing, listOf(isText)),
    resolved: or(isNothing, isResolved),
  }),
  4: COMMAND,
  5: objectOf({ custom_id: isText, components: listOf(isFilledIn), resolved: or(isNothing, isResolved) }),
};

/** Whether an interaction of this type has the right data. */
export const isDataOf = (type: unknown, data: unknown): boolean => DATA[Number(type)]?.(data) ?? false;

/** Checks for event keys that no component of the specification describes, by name (documented). */
const KINDS: Kinds = {
  added_members: isList,
  app_permissions: isDecimal,
  application: objectOf({ id: isDecimal, flags: isWhole }),
  application_id: isDecimal,
  attachment_size_limit: isWhole,
  authorizing_integration_owners: objectOf({ 0: or(isNothing, isDecimal), 1: or(isNothing, isDecimal) }),
  burst: isFlag,
  burst_colors: listOf(isText),
  channel: isObject,
  channel_id: isDecimal,
  channel_ids: listOf(isDecimal),
  channel_type: isWhole,
  channels: isList,
  context: isWhole,
  data: isObject,
  emoji: isObject,
  entitlements: isList,
  guild: objectOf({ id: isDecimal, locale: isText, features: listOf(isText) }),
  guild_id: isDecimal,
  guild_locale: isText,
  guild_scheduled_events: isList,
  guilds: listOf(objectOf({ id: isDecimal, unavailable: (value) => value === true })),
  id: isDecimal,
  ids: listOf(isDecimal),
  joined_at: isTime,
  large: isFlag,
  last_pin_timestamp: or((value) => value === null, isTime),
  locale: isText,
  member: isObject,
  member_count: isWhole,
  members: isList,
  message: isObject,
  message_author_id: isDecimal,
  message_id: isDecimal,
  newly_created: isFlag,
  parent_id: isDecimal,
  permissions: isDecimal,
  presence: (value) => value === null, // nobody's presence is told: that is another intent
  presences: isList,
  removed_member_ids: listOf(isDecimal),
  resume_gateway_url: isText,
  role: isObject,
  role_id: isDecimal,
  session_id: isText,
  shard: listOf(isWhole),
  soundboard_sounds: isList,
  stage_instances: isList,
  threads: isList,
  token: isText,
  type: isWhole,
  unavailable: isFlag,
  user: isObject,
  user_id: isDecimal,
  v: isWhole,
  version: isWhole,
  voice_states: isList,
};

/** Whether the value fits an event's own key; always false for unknown keys. */
export const isOfItsKind = (key: string, value: unknown): boolean => KINDS[key]?.(value) ?? false;
