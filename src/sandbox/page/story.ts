import type { APIMessage } from 'discord-api-types/v10';

/** What a chapter's page says, as its `comments.json`, as far as the story looks at it. */
export interface StoryPage {
  readonly discussion: { readonly thread: string; readonly open: boolean } | null;
  readonly discussions: readonly unknown[];
  readonly count: number;
  readonly discordOnly: number;
  readonly summary: { readonly html: string; readonly by: string } | null;
  readonly recommended: readonly StoryComment[];
  readonly comments: readonly StoryComment[];
}

/** One comment of it. */
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

/** What one member sees of the box. */
export interface StoryState {
  readonly guild: { readonly id: string };
  readonly channels: readonly {
    readonly id: string;
    readonly name?: string | null;
    readonly permission_overwrites?: readonly { readonly deny: string }[];
  }[];
  readonly messages: Readonly<Record<string, readonly APIMessage[]>>;
}

/** What the sandbox answers to what somebody did. */
export interface StoryAnswer {
  readonly id?: string;
  readonly thread?: string;
  readonly replies?: readonly APIMessage[];
  readonly modal?: { readonly custom_id: string } | null;
}

/** A running newsroom: what can be done in Discord, and what can be seen there and on the site. */
export interface Stage {
  /** Does what a member does, by the sandbox's routes. Throws when it is refused. */
  post(route: string, body: object): Promise<StoryAnswer>;
  state(as: string): Promise<StoryState>;
  /** `comments.json` of an article, and an article's page as HTML. */
  comments(slug: string, query?: string): Promise<StoryPage>;
  html(slug: string, query?: string): Promise<string>;
  /** An article's page on the example site, filled by its server. */
  exampleSite(slug: string): Promise<string>;
}

/** Something that a member does. */
export interface Act {
  /** The member's username; the step's own unless given. */
  readonly as?: string;
  /** Where: the id of a channel or thread; the step's own place unless given. */
  readonly place?: string;
  readonly route: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** The name under which the id of what came of it is kept. */
  readonly keeps?: string;
}

/** What a step has at hand: the stage, and what earlier steps left by a name. */
export interface Hands {
  readonly stage: Stage;
  /** What an earlier step left. Throws when there is none. */
  prop(name: string): string;
  keep(name: string, value: string): void;
}

/** What was seen, in a few words; null while it is not to be seen yet. */
export type Seen = string | null;

/** One step: what is done in Discord, and what must then be seen. */
export interface Step {
  readonly title: string;
  readonly as: string;
  /** The name of the place where it happens. */
  readonly place: string;
  /** One after another; each is made when those before it are done. */
  readonly acts: readonly ((hands: Hands) => Act | Promise<Act>)[];
  /** Shown without a pause between its acts. */
  readonly isQuick?: boolean;
  /** The slug of the article that the page shows; the chapter's unless given. */
  readonly article?: string;
  /** Shows the article's page on the example site, filled by the script. */
  readonly isOnExampleSite?: boolean;
  /** What of the article's page it is about, as a selector; the comments unless given. */
  readonly looksAt?: string;
  /** What comes of it is seen in Discord alone. */
  readonly isInDiscord?: boolean;
  /** After this step README's picture is taken. */
  readonly isPicture?: boolean;
  /** Asked again and again until it is not null, for ten seconds. */
  see(hands: Hands): Promise<Seen>;
}

/** A part of the story, of about half a minute, that can be played by itself and again. */
export interface Chapter {
  readonly name: string;
  /** The article that the page shows. */
  readonly article: string;
  /** Brings the box to where the chapter begins, whatever was done in it. */
  prepare(hands: Hands): Promise<void>;
  readonly steps: readonly Step[];
}

/** Who looks on while a chapter is played, and may hold it up. */
export interface Audience {
  beginStep(step: Step, index: number): Promise<void>;
  beforeAct(act: Required<Omit<Act, 'keeps'>>, step: Step): Promise<void>;
  afterAct(answer: StoryAnswer, step: Step): Promise<void>;
  endStep(step: Step, seen: string): Promise<void>;
}
