import type { APIMessage } from 'discord-api-types/v10';

/** The parts of an article's `comments.json` that the story reads. */
export interface StoryPage {
  readonly discussion: { readonly thread: string; readonly open: boolean } | null;
  readonly discussions: readonly unknown[];
  readonly count: number;
  readonly discordOnly: number;
  readonly summary: { readonly html: string; readonly by: string } | null;
  readonly recommended: readonly StoryComment[];
  readonly comments: readonly StoryComment[];
}

/** One of its comments. */
export interface StoryComment {
  readonly id: string;
  readonly author: { readonly name: string } | null;
  readonly html: string | null;
  readonly parentId: string | null;
  readonly editedAt: string | null;
  readonly reactions: readonly { readonly emoji: string; readonly count: number }[] | null;
  readonly recommended: { readonly note: string | null; readonly by: string } | null;
  readonly deleted: boolean;
}

/** The box as one member sees it. */
export interface StoryState {
  readonly guild: { readonly id: string };
  readonly channels: readonly {
    readonly id: string;
    readonly name?: string | null;
    readonly permission_overwrites?: readonly { readonly deny: string }[];
  }[];
  readonly messages: Readonly<Record<string, readonly APIMessage[]>>;
}

/** The sandbox's response to an action. */
export interface StoryAnswer {
  readonly id?: string;
  readonly thread?: string;
  readonly replies?: readonly APIMessage[];
  readonly modal?: { readonly custom_id: string } | null;
}

/** A running newsroom: actions in Discord, and views of Discord and the site. */
export interface Stage {
  /** Performs a member's action over the sandbox's routes. Throws if refused. */
  post(route: string, body: object): Promise<StoryAnswer>;
  state(as: string): Promise<StoryState>;
  /** `comments.json` of an article, and an article's page as HTML. */
  comments(slug: string, query?: string): Promise<StoryPage>;
  html(slug: string, query?: string): Promise<string>;
  /** An article's page on the example site, filled by its server. */
  exampleSite(slug: string): Promise<string>;
}

/** An action of a member. */
export interface Act {
  /** The member's username; the step's by default. */
  readonly as?: string;
  /** The id of a channel or thread; the step's place by default. */
  readonly place?: string;
  readonly route: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** The name under which the resulting id is kept. */
  readonly keeps?: string;
}

/** What a step can use: the stage, and ids that earlier steps kept by name. */
export interface Hands {
  readonly stage: Stage;
  /** An id kept by an earlier step. Throws if there is none. */
  prop(name: string): string;
  keep(name: string, value: string): void;
}

/** What was seen, in a few words; null while it is not visible yet. */
export type Seen = string | null;

/** One step: actions in Discord, and what must then be visible. */
export interface Step {
  /** A sentence that can be read while the step is played. */
  readonly title: string;
  readonly as: string;
  /** The name of its place. */
  readonly place: string;
  /** Performed in order; each is created after the previous ones are done. */
  readonly acts: readonly ((hands: Hands) => Act | Promise<Act>)[];
  /** Plays without pauses between its acts. */
  readonly isQuick?: boolean;
  /** The slug of the shown article; the chapter's by default. */
  readonly article?: string;
  /** Shows the article's page on the example site, filled by its server. */
  readonly isOnExampleSite?: boolean;
  /** The name of the message that the step is about: it is spotlit in Discord, and its comment on the page. */
  readonly about?: string;
  /** A selector for what is spotlit on the article's page instead; the comments when there is neither. */
  readonly looksAt?: string;
  /** The result is visible only in Discord. */
  readonly isInDiscord?: boolean;
  /** README's screenshot is taken after this step. */
  readonly isPicture?: boolean;
  /** Polled until it is not null, for ten seconds. */
  see(hands: Hands): Promise<Seen>;
}

/** A part of the story of at most 40 seconds, replayable on its own; it ends on a page full of comments. */
export interface Chapter {
  readonly name: string;
  /** The article that the page shows. */
  readonly article: string;
  /** Resets the box to the chapter's start, whatever happened before: what members said of its articles and chose is gone. */
  prepare(hands: Hands): Promise<void>;
  readonly steps: readonly Step[];
}

/** An observer of a playing chapter, which can delay it. */
export interface Audience {
  /** `place` is the id of the step's place. */
  beginStep(step: Step, index: number, place: string): Promise<void>;
  beforeAct(act: Required<Omit<Act, 'keeps'>>, step: Step): Promise<void>;
  afterAct(answer: StoryAnswer, step: Step): Promise<void>;
  /** `about` is the id of the message that the step is about. */
  endStep(step: Step, seen: string, about: string | null): Promise<void>;
}
