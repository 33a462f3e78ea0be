import { MessageFlags, Routes, type APIMessage, type Client } from 'discord.js';
import { CONSENT_CHOICES, type ConsentChoice, type MemberRef, type MemberStore } from '../discussions/consent.ts';
import type { DiscussionStore } from '../discussions/ports.ts';
import { UserError, type ComponentHandler } from './command.ts';
import { isForbidden, isUnknownChannel, isUnknownMessage } from './errors.ts';
import { choiceMessage } from './messages/consent.ts';
import type { MessageReading } from './message-reading.ts';

interface Dependencies {
  client: Client;
  store: DiscussionStore;
  members: MemberStore;
  messages: MessageReading;
}

/** Buttons `consent:keep` and `consent:publish`: a member decides about their own words, and only they see the answer. */
export function createConsentHandler({ client, store, members, messages }: Dependencies): ComponentHandler {
  async function fetchHeld(thread: string, id: string): Promise<APIMessage | null> {
    try {
      return (await client.rest.get(Routes.channelMessage(thread, id))) as APIMessage;
    } catch (error) {
      if (isUnknownMessage(error) || isUnknownChannel(error) || isForbidden(error)) return null;
      throw error;
    }
  }

  /** Publishes what was held: its words are fetched from Discord now, for only ids were kept. */
  async function release({ guild, user }: MemberRef): Promise<number> {
    let released = 0;
    for await (const { thread, ids } of members.held({ guild, user })) {
      for (const id of ids) {
        const message = await fetchHeld(thread, id);
        const changes = message ? await messages.changes(message) : [];
        if (changes.length === 0) continue;
        await store.apply({ guild, thread }, changes);
        released += 1;
      }
    }
    return released;
  }

  const isChoice = (word: string | undefined): word is ConsentChoice =>
    CONSENT_CHOICES.some((choice) => choice === word);

  return async (interaction, [choice], context) => {
    if (!isChoice(choice)) throw new UserError('discord.gone');
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    const member = { guild: interaction.guildId, user: interaction.user.id };
    const published = await members.publishedCount(member);
    const { createdTimestamp: at, locale: language } = interaction;
    await members.choose(member, { choice, at, wording: 'starter', language });
    const count = choice === 'publish' ? await release(member) : published;
    await interaction.editReply(choiceMessage(choice, count, context));
  };
}
