import { createStage as createStageOver } from '../sandbox/page/client/story/stage.js';
import type { Audience, Stage, StoryAnswer } from '../sandbox/page/story.ts';
import { driveSandbox } from './drive-sandbox.ts';

/** The addresses of a running newsroom. */
export interface Addresses {
  readonly sandbox: string;
  readonly site: string;
}

/** A stage on which the story plays against a running newsroom. */
export const createStage = (addresses: Addresses): Stage =>
  createStageOver({
    ...addresses,
    post: (route, body) => driveSandbox<StoryAnswer>(addresses.sandbox, `/sandbox/${route}`, body),
  });

/** Prints nothing. */
export const SILENT: Audience = {
  beginStep: async () => undefined,
  beforeAct: async () => undefined,
  afterAct: async () => undefined,
  endStep: async () => undefined,
};
