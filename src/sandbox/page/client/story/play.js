// @ts-check
/** @typedef {import('../../story.ts').Act} Act */
/** @typedef {import('../../story.ts').Audience} Audience */
/** @typedef {import('../../story.ts').Chapter} Chapter */
/** @typedef {import('../../story.ts').Hands} Hands */
/** @typedef {import('../../story.ts').Stage} Stage */
/** @typedef {import('../../story.ts').Step} Step */
/** @typedef {import('../../story.ts').StoryAnswer} StoryAnswer */

/** The name under which the last opened modal is kept. */
export const MODAL = 'modal';

const PATIENCE = 10_000; // milliseconds
const PAUSE = 30; // between two looks: over HTTP nobody tells when there is something new

/**
 * Polls until there is a result. Throws after ten seconds.
 * @template Found
 * @param {string} what
 * @param {() => Promise<Found | null | undefined>} look
 * @returns {Promise<Found>}
 */
export async function until(what, look) {
  for (const end = Date.now() + PATIENCE; ; await new Promise((resolve) => setTimeout(resolve, PAUSE))) {
    const found = await look();
    if (found !== null && found !== undefined) return found;
    if (Date.now() > end) throw new Error(`“${what}” did not happen within ten seconds`);
  }
}

/** What a chapter has at hand: `news` and `articles` are there from the start. @param {Stage} stage @returns {Promise<Hands>} */
async function handsOn(stage) {
  const { channels, guild } = await stage.state('owner');
  const props = new Map([
    ['guild', guild.id],
    ...channels.map(({ id, name }) => /** @type {const} */ ([name ?? '', id])),
  ]);
  return {
    stage,
    keep: (name, value) => void props.set(name, value),
    prop(name) {
      const value = props.get(name);
      if (value === undefined) throw new Error(`The story has no “${name}” yet`);
      return value;
    },
  };
}

/** @param {Act} act @param {StoryAnswer} answer @param {Hands} hands */
function keepFrom({ keeps }, { id, thread, replies, modal }, { keep }) {
  if (modal) keep(MODAL, modal.custom_id);
  const made = id ?? thread ?? replies?.at(-1)?.id;
  if (keeps && made) keep(keeps, made);
}

/** Performs acts at once, while nobody looks on. @param {Step['acts']} acts @param {Hands} hands */
export async function perform(acts, hands) {
  for (const make of acts) {
    const act = await make(hands);
    keepFrom(act, await hands.stage.post(act.route, { as: act.as, ...act.body }), hands);
  }
}

/** @param {Step} step @param {Hands} hands @param {Audience} audience */
async function playStep(step, hands, audience) {
  for (const make of step.acts) {
    const act = await make(hands);
    const { as = step.as, place = hands.prop(step.place), route, body } = act;
    await audience.beforeAct({ as, place, route, body }, step);
    const latest = await make(hands); // while one looked on, the bot may have replaced a message
    const answer = await hands.stage.post(route, { as, ...latest.body });
    keepFrom(act, answer, hands);
    await audience.afterAct(answer, step);
  }
  const seen = await until(step.title, () => step.see(hands));
  await audience.endStep(step, seen, step.about === undefined ? null : hands.prop(step.about));
}

/** Plays a chapter to its end. Throws if an action is refused, or if its result is not visible within ten seconds. @param {Chapter} chapter @param {Stage} stage @param {Audience} audience */
export async function playChapter(chapter, stage, audience) {
  const hands = await handsOn(stage);
  await chapter.prepare(hands);
  for (const [index, step] of chapter.steps.entries()) {
    await audience.beginStep(step, index, hands.prop(step.place));
    await playStep(step, hands, audience);
  }
}
