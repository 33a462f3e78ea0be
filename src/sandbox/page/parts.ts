import type { APIEmbed } from 'discord-api-types/v10';
import type { Component } from '../world/records.ts';
import type { World } from '../world/world.ts';
import type { ShownComponent, ShownEmbed } from './view.ts';
import { htmlOf } from './words.ts';

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const textOr = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const numberOr = (value: unknown, otherwise: number): number => (typeof value === 'number' ? value : otherwise);
const colorOf = (value: unknown): string | null =>
  typeof value === 'number' ? `#${value.toString(16).padStart(6, '0')}` : null;

const emojiOf = (value: unknown): string | null =>
  isRecord(value) ? (value['id'] ? `:${String(value['name'])}:` : textOr(value['name'])) : null;

function optionsOf({ options }: Component): ShownComponent['options'] {
  return (options ?? []).map((option: Record<string, unknown> & { label: string; value: string }) => ({
    label: option.label,
    value: option.value,
    description: textOr(option['description']),
    isDefault: option['default'] === true,
  }));
}

function defaultsOf({ default_values: values }: Component): string[] {
  return Array.isArray(values)
    ? values.flatMap((value: unknown) => (isRecord(value) ? [String(value['id'])] : []))
    : [];
}

/** The media of a thumbnail (11), gallery (12) or file (13). */
function mediaOf(component: Component): ShownComponent['media'] {
  const items: unknown[] = Array.isArray(component['items'])
    ? component['items']
    : [{ media: component['media'] ?? component['file'], description: component['description'] }];
  return items.flatMap((item) => {
    const media = isRecord(item) ? item['media'] : undefined;
    const url = isRecord(media) ? textOr(media['url']) : null;
    return url && isRecord(item) ? [{ url, description: textOr(item['description']) }] : [];
  });
}

/** A component with its children and text as HTML; `isUsable` says whether it can be used in its place. */
export function shownComponent(world: World, component: Component, isUsable = true): ShownComponent {
  const { components = [], component: inner, accessory, content, value } = component;
  const shown = (each: Component) => shownComponent(world, each, isUsable);
  return {
    type: component.type,
    customId: component.custom_id ?? null,
    label: textOr(component.label),
    description: textOr(component['description']),
    emoji: emojiOf(component['emoji']),
    placeholder: textOr(component.placeholder),
    style: numberOr(component.style, 1),
    url: textOr(component.url),
    isDisabled: component.disabled === true || !isUsable,
    isRequired: component.required !== false,
    isSpoiler: component['spoiler'] === true,
    isOn: component['default'] === true,
    html: content === undefined ? null : htmlOf(world, content),
    value: textOr(value),
    least: numberOr(component.min_values ?? component.min_length, component.type === 4 ? 0 : 1),
    most: numberOr(component.max_values ?? component.max_length, component.type === 4 ? 4000 : 1),
    color: colorOf(component['accent_color']),
    options: optionsOf(component),
    defaults: defaultsOf(component),
    channelTypes: Array.isArray(component['channel_types']) ? component['channel_types'].map(Number) : [],
    media: mediaOf(component),
    children: [...components, ...(inner ? [inner] : [])].map(shown),
    accessory: accessory ? shown(accessory) : null,
  };
}

/** An embed with its texts as HTML. */
export function shownEmbed(world: World, embed: APIEmbed): ShownEmbed {
  return {
    color: colorOf(embed.color),
    author: embed.author?.name ?? null,
    title: embed.title ?? null,
    url: embed.url ?? null,
    html: embed.description ? htmlOf(world, embed.description) : null,
    fields: (embed.fields ?? []).map(({ name, value, inline }) => ({
      name,
      html: htmlOf(world, value),
      isInline: inline ?? false,
    })),
    imageUrl: embed.image?.url ?? embed.thumbnail?.url ?? null,
    footer: embed.footer?.text ?? null,
  };
}
