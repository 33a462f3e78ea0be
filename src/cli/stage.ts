import type { Audience, Stage, StoryAnswer, StoryPage, StoryState } from '../sandbox/page/story.ts';
import { driveSandbox } from './people.ts';

/** The addresses of a running newsroom. */
export interface Addresses {
  readonly sandbox: string;
  readonly site: string;
}

async function read(url: URL): Promise<Response> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url.pathname} answers ${response.status}`);
  return response;
}

/** A newsroom as the story plays on it from outside, over HTTP. */
export function createStage({ sandbox, site }: Addresses): Stage {
  return {
    post: (route, body) => driveSandbox<StoryAnswer>(sandbox, `/sandbox/${route}`, body),
    state: (as) => driveSandbox<StoryState>(sandbox, `/sandbox/state?as=${as}`),
    comments: async (slug, query = '?sort=newest') =>
      (await (await read(new URL(`/articles/${slug}/comments.json${query}`, site))).json()) as StoryPage,
    html: async (slug, query = '') => (await read(new URL(`/articles/${slug}${query}`, site))).text(),
  };
}

/** Looks on in silence. */
export const SILENT: Audience = {
  beginStep: async () => undefined,
  beforeAct: async () => undefined,
  afterAct: async () => undefined,
  endStep: async () => undefined,
};
