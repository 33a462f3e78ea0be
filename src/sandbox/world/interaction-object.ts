import { permissionsOf, placeOf } from './access.ts';
import { memberObject, messageObject, placeObject } from './objects.ts';
import type { Interaction } from './interaction-records.ts';
import type { World } from './world.ts';

/** An interaction as in INTERACTION_CREATE. */
export function interactionObject(world: World, interaction: Interaction): object {
  const place = placeOf(world, interaction.channel_id);
  const member = world.members.get(interaction.user_id);
  const message = interaction.message_id ? world.messages.get(place.id)?.get(interaction.message_id) : undefined;
  const permissions = String(permissionsOf(world, interaction.user_id, place));
  return {
    id: interaction.id,
    application_id: world.application.id,
    type: interaction.type,
    token: interaction.token,
    version: 1,
    data: interaction.data,
    guild: { id: world.guild.id, locale: 'en-US', features: [] },
    guild_id: world.guild.id,
    channel: { ...placeObject(place), permissions },
    channel_id: place.id,
    ...(member && { member: { ...memberObject(member), permissions } }),
    ...(message && { message: messageObject(world, message, world.botId) }),
    app_permissions: String(permissionsOf(world, world.botId, place)),
    locale: member?.locale ?? 'en-US',
    guild_locale: 'en-US',
    entitlements: [],
    authorizing_integration_owners: { 0: world.guild.id },
    context: 0,
    attachment_size_limit: 10 * 1024 * 1024,
  };
}
