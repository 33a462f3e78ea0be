import {
  ActionRowBuilder,
  type BaseMessageOptions,
  type ButtonBuilder,
  ChannelType,
  MessageFlags,
  type AnyThreadChannel,
  type Message,
  type MessageCreateOptions,
} from 'discord.js';
import type { Article } from '../../articles/article.ts';
import type { PublishPolicy } from '../../discussions/visibility.ts';
import { escapeDiscord } from '../../markdown/discord/escape.ts';
import { consentButtons } from '../consent/messages.ts';
import { linkButtons, cut, type MessageContext } from '../runtime/text.ts';
import type { Discussion } from '../../discussions/discussion.ts';
import type { DiscussionStore } from '../../discussions/discussion-store.ts';
import type { Links } from '../runtime/links.ts';
import { UserError } from '../runtime/user-error.ts';
import { isUnknownMessage, unless } from '../runtime/errors.ts';
import type { GuildLanguage } from '../runtime/guild-language.ts';
import { assertChannelFits, refusalFrom } from './refusals.ts';
import { isOpeningChannel, type OpeningChannel } from '../runtime/rights.ts';
import type { Threads } from '../session/threads.ts';

const MAX_TITLE = 256;

/** Tells a thread that it is an article's discussion from now on and what becomes of replies, with the link to the page and the buttons of consent. */
export function attachMessage(
  article: Article,
  policy: PublishPolicy,
  surroundings: MessageContext,
): BaseMessageOptions {
  const { links, siteName, t } = surroundings;
  const title = escapeDiscord(cut(article.title, MAX_TITLE));
  const buttons = [
    ...linkButtons(t('discord.starter.page', { site: siteName }), links.comments(article)),
    ...consentButtons(surroundings),
  ];
  return {
    content: t(`discord.attach.notice.${policy}`, { title, site: siteName }),
    components: [new ActionRowBuilder<ButtonBuilder>().addComponents(buttons)],
  };
}

/** A thread that was there before, and the article that shall be discussed in it. */
export interface AttachRequest {
  readonly article: Article;
  readonly thread: AnyThreadChannel;
}

/** Makes the thread the article's discussion: one message in it says so. Throws `UserError` for a thread that cannot be one. */
export type Attach = (request: AttachRequest) => Promise<Discussion>;

interface Dependencies {
  store: DiscussionStore;
  threads: Threads;
  links: Links;
  siteName: string;
  language: GuildLanguage;
  policyOf(guild: string): Promise<PublishPolicy>;
}

/** Creates what makes threads discussions; whatever it posted is taken back when the store fails. */
export function createAttach({ store, threads, links, siteName, language, policyOf }: Dependencies): Attach {
  function channelOf({ parent }: AnyThreadChannel): OpeningChannel {
    if (!parent || !isOpeningChannel(parent)) throw new UserError('discord.attach.noThread');
    return parent;
  }

  function assertFits(thread: AnyThreadChannel): void {
    if (thread.type === ChannelType.PrivateThread) throw new UserError('discord.privateThread');
    if (threads.get(thread.id)) throw new UserError('discord.attach.taken');
    assertChannelFits(channelOf(thread), { image: null });
  }

  /** What Discord refuses here, such as words that the guild's AutoMod blocks, is the asker's to know. */
  async function post(thread: AnyThreadChannel, message: MessageCreateOptions): Promise<Message> {
    try {
      return await thread.send(message);
    } catch (error) {
      throw refusalFrom(error, channelOf(thread), { image: null });
    }
  }

  return async ({ article, thread }) => {
    assertFits(thread);
    const { guild } = thread;
    const announced = await policyOf(guild.id);
    const message = attachMessage(article, announced, { links, siteName, t: await language.of(guild.id) });
    const notice = await post(thread, { ...message, flags: MessageFlags.SuppressNotifications });
    try {
      return await store.open({
        guild: guild.id,
        guildName: guild.name,
        thread: thread.id,
        channel: thread.parentId ?? '',
        article: article.key,
        posts: [],
        attachedAt: notice.id,
        announced,
      });
    } catch (error) {
      await unless(isUnknownMessage, () => notice.delete());
      throw error;
    }
  };
}
