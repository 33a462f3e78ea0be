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
import { UserError } from '../runtime/user-error.ts';
import { isUnknownMessage, unless } from '../runtime/errors.ts';
import { assertChannelFits, refusalFrom } from './refusals.ts';
import { isOpeningChannel, type OpeningChannel } from '../runtime/rights.ts';
import type { BotContext } from '../runtime/context.ts';

const MAX_TITLE = 256;

/** Announces in a thread that it is an article's discussion and what becomes of replies, with a link to the page and the consent buttons. */
export function attachMessage(article: Article, policy: PublishPolicy, context: MessageContext): BaseMessageOptions {
  const { links, siteName, t } = context;
  const title = escapeDiscord(cut(article.title, MAX_TITLE));
  const buttons = [
    ...linkButtons(t('discord.starter.page', { site: siteName }), links.comments(article)),
    ...consentButtons(context),
  ];
  return {
    content: t(`discord.attach.notice.${policy}`, { title, site: siteName }),
    components: [new ActionRowBuilder<ButtonBuilder>().addComponents(buttons)],
  };
}

/** An existing thread, and the article to discuss in it. */
export interface AttachRequest {
  readonly article: Article;
  readonly thread: AnyThreadChannel;
}

/** Makes a thread the article's discussion and announces it there. Throws `UserError` for a thread that does not fit. */
export type Attach = (request: AttachRequest) => Promise<Discussion>;

/** Creates the attaching; it deletes its message again when the store fails. */
export function createAttach({ discussions, threads, links, siteName, language, policyOf }: BotContext): Attach {
  function channelOf({ parent }: AnyThreadChannel): OpeningChannel {
    if (!parent || !isOpeningChannel(parent)) throw new UserError('discord.attach.noThread');
    return parent;
  }

  function assertFits(thread: AnyThreadChannel): void {
    if (thread.type === ChannelType.PrivateThread) throw new UserError('discord.privateThread');
    if (threads.get(thread.id)) throw new UserError('discord.attach.taken');
    assertChannelFits(channelOf(thread), { image: null });
  }

  /** Discord's refusal, say because AutoMod blocks a word, becomes the asker's `UserError`. */
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
      return await discussions.open({
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
