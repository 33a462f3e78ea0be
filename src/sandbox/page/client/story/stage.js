// @ts-check
/** @typedef {import('../../story.ts').Stage} Stage */
/** @typedef {import('../../story.ts').StoryPage} StoryPage */
/** @typedef {import('../../story.ts').StoryState} StoryState */

/** @param {string} url @returns {Promise<Response>} */
async function read(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answers ${response.status}`);
  return response;
}

/** A running newsroom, seen by the story over HTTP. @param {{ post: Stage['post'], sandbox?: string, site?: string }} where the addresses of sandbox and site; this page's own unless given @returns {Stage} */
export const createStage = ({ post, sandbox = '', site = '' }) => ({
  post,
  state: async (as) => /** @type {StoryState} */ (await (await read(`${sandbox}/sandbox/state?as=${as}`)).json()),
  comments: async (slug, query = '?sort=newest') =>
    /** @type {StoryPage} */ (await (await read(`${site}/articles/${slug}/comments.json${query}`)).json()),
  exampleSite: async (slug) => (await read(`${sandbox}/example-site/articles/${slug}?by=include`)).text(),
  html: async (slug, query = '') => (await read(`${site}/articles/${slug}${query}`)).text(),
});
