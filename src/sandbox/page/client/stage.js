// @ts-check

/**
 * What `comments.json` says of one comment, as far as the story looks at it.
 * @typedef {object} StoryComment
 * @property {string} id
 * @property {{ readonly name: string } | null} author
 * @property {string | null} html
 * @property {string | null} parentId
 * @property {string | null} editedAt
 * @property {readonly { readonly emoji: string, readonly count: number }[] | null} reactions
 * @property {boolean} deleted
 */

/**
 * What the article's page says, as its `comments.json`.
 * @typedef {object} StoryPage
 * @property {{ readonly thread: string } | null} discussion
 * @property {readonly unknown[]} discussions
 * @property {number} count
 * @property {number} discordOnly
 * @property {readonly StoryComment[]} comments
 */

/**
 * What the story plays on: a running newsroom, seen from Discord and from the page.
 * @typedef {object} Stage
 * @property {string} article the article's slug
 * @property {string} channel the channel in which people talk
 * @property {(route: string, body: object) => Promise<unknown>} post does what a member does, by the sandbox's routes
 * @property {() => Promise<StoryPage>} page
 * @property {Map<string, string>} props what earlier steps left for later ones: ids by a name
 */

/**
 * What somebody does: the route and the rest of its body.
 * @typedef {{ readonly route: string, readonly [field: string]: unknown }} Act
 */

/**
 * One step: what a member does in Discord, and what must then be on the page.
 * @typedef {object} Step
 * @property {string} title
 * @property {string} as
 * @property {'channel' | 'thread'} where
 * @property {(prop: (name: string) => string) => Act} act
 * @property {string} [keeps] the name under which the new message's id is kept
 * @property {(answer: unknown, prop: (name: string) => string) => void} [check] throws when the answer is not what it must be
 * @property {(page: StoryPage, prop: (name: string) => string, props: Map<string, string>) => string | null} shows
 *   what the page shows, in a few words; null until it shows what it must
 */

/** Looks up what the story has so far. Throws when it has not got that far. @param {Stage} stage @returns {(name: string) => string} */
export const propsOf = (stage) => (name) => {
  const value = name === 'article' ? stage.article : name === 'channel' ? stage.channel : stage.props.get(name);
  if (value === undefined) throw new Error(`The story has no ${name} yet`);
  return value;
};

const PATIENCE = 10_000;
const PAUSE = 25;

/** Plays one step and answers what the page then shows. Throws when it does not within ten seconds. @param {Step} step @param {Stage} stage @returns {Promise<string>} */
export async function playStep(step, stage) {
  const prop = propsOf(stage);
  const { route, ...body } = step.act(prop);
  const answer = await stage.post(route, { as: step.as, ...body });
  if (step.keeps) stage.props.set(step.keeps, /** @type {{ id: string }} */ (answer).id);
  step.check?.(answer, prop);
  for (
    const end = Date.now() + PATIENCE;
    Date.now() < end;
    await new Promise((resolve) => setTimeout(resolve, PAUSE))
  ) {
    const shown = step.shows(await stage.page(), prop, stage.props);
    if (shown !== null) return shown;
  }
  throw new Error(`“${step.title}” did not show on the page`);
}
