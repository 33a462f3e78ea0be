// @ts-check
import { MODAL, until } from './play.js';

/** @typedef {import('../../story.ts').Act} Act */
/** @typedef {import('../../story.ts').Hands} Hands */
/** @typedef {import('discord-api-types/v10').APIMessage} APIMessage */
/** @typedef {Pick<Act, 'as' | 'keeps'> & { replyTo?: string, in?: string }} More `replyTo` and `in` are names of props */

/** @param {Hands} hands @param {More} more */
const shared = ({ prop }, { as, keeps, in: place }) => ({
  ...(as && { as }),
  ...(keeps && { keeps }),
  ...(place && { place: prop(place) }),
});

/** Says something in the thread. @param {string} content @param {More} [more] @returns {(hands: Hands) => Act} */
export const say =
  (content, more = {}) =>
  (hands) => ({
    ...shared(hands, more),
    route: 'say',
    body: {
      channel: hands.prop(more.in ?? 'thread'),
      content,
      ...(more.replyTo && { replyTo: hands.prop(more.replyTo) }),
    },
  });

/** Types a command. @param {string} place a prop's name @param {string} name @param {{ options?: Record<string, unknown> } & More} [how] @returns {(hands: Hands) => Act} */
export const command =
  (place, name, { options = {}, ...more } = {}) =>
  (hands) => ({
    ...shared(hands, { in: place, ...more }),
    route: 'command',
    body: { channel: hands.prop(place), command: name, options },
  });

/** Acts on a message kept by name: react, edit, pin, menu and the like. @param {string} route @param {string} message @param {{ body?: object } & More} [how] @returns {(hands: Hands) => Act} */
export const withMessage =
  (route, message, { body = {}, ...more } = {}) =>
  (hands) => ({
    ...shared(hands, more),
    route,
    body: { message: hands.prop(message), ...body },
  });

/** Fills in the modal that was opened last. @param {Record<string, unknown>} fields @param {More} [more] @returns {(hands: Hands) => Act} */
export const submit =
  (fields, more = {}) =>
  (hands) => ({
    ...shared(hands, more),
    route: 'submit',
    body: { modal: hands.prop(MODAL), fields },
  });

/** @param {APIMessage} message @returns {string[]} */
function customIdsOf({ components }) {
  const rows = /** @type {readonly { components?: readonly { custom_id?: string }[] }[]} */ (components ?? []);
  return rows.flatMap((row) => row.components ?? []).flatMap(({ custom_id: id }) => (id === undefined ? [] : [id]));
}

/** The last message in a place with a component whose custom id begins so. @param {Hands} hands @param {{ as: string, place: string, begins: string }} wanted */
export async function componentIn({ stage }, { as, place, begins }) {
  const { messages } = await stage.state(as);
  for (const message of [...(messages[place] ?? [])].toReversed()) {
    const customId = customIdsOf(message).find((id) => id.startsWith(begins));
    if (customId) return { message: message.id, customId };
  }
  return null;
}

/** Waits for and presses the last button in a place whose custom id begins so. @param {string} place @param {string} begins @param {{ as: string } & More} more @returns {(hands: Hands) => Promise<Act>} */
export const press = (place, begins, more) => async (hands) => ({
  ...shared(hands, { in: place, ...more }),
  route: 'click',
  body: await until(`the button ${begins}`, () =>
    componentIn(hands, { as: more.as, place: hands.prop(place), begins }),
  ),
});

/** Picks from the last menu in a place whose custom id begins so. @param {string} place @param {string} begins @param {{ as: string, pick: (hands: Hands) => string } & More} more @returns {(hands: Hands) => Promise<Act>} */
export const choose =
  (place, begins, { pick, ...more }) =>
  async (hands) => ({
    ...shared(hands, { in: place, ...more }),
    route: 'select',
    body: {
      ...(await until(`the menu ${begins}`, () =>
        componentIn(hands, { as: more.as, place: hands.prop(place), begins }),
      )),
      values: [pick(hands)],
    },
  });

/** A member's choice: on the consent request in the thread, which goes when all have answered, or on the starter message, which stays. @param {'publish' | 'keep'} choice @param {{ as: string, isStarter?: boolean }} more @returns {(hands: Hands) => Promise<Act>} */
export const decide =
  (choice, { as, isStarter = false }) =>
  async (hands) => {
    for (const place of isStarter ? ['news', 'thread'] : ['thread', 'news']) {
      const found = await componentIn(hands, { as, place: hands.prop(place), begins: `consent:${choice}` });
      if (found) return { as, place: hands.prop(place), route: 'click', body: found };
    }
    throw new Error(
      'replies are shown without asking here. Pick “Ask each member first” in /belowline setup, or restart with npm start -- --fresh',
    );
  };
