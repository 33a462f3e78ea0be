import { EmbedType, type APIAttachment, type APIEmbed } from 'discord-api-types/v10';
import { allComponents } from './component-rules.ts';
import type { Component } from './records.ts';
import type { World } from './world.ts';

interface Media {
  url: string;
  [key: string]: unknown;
}

const isMedia = (value: unknown): value is Media =>
  typeof value === 'object' && value !== null && 'url' in value && typeof value.url === 'string';

/** The defaults that Discord adds to components, by type. */
const DEFAULTS: Record<number, Record<string, unknown>> = {
  3: { min_values: 1, max_values: 1 },
  5: { min_values: 1, max_values: 1 },
  6: { min_values: 1, max_values: 1 },
  7: { min_values: 1, max_values: 1 },
  8: { min_values: 1, max_values: 1 },
  11: { description: null, spoiler: false },
  13: { spoiler: false, name: null, size: null },
  14: { spacing: 1, divider: true },
  17: { accent_color: null, spoiler: false },
};

const withoutEmpty = (value: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined && item !== null));

/** Components as Discord stores them: numbered, defaults filled in, `attachment://` names resolved. */
export function storedComponents(
  world: World,
  sent: readonly Component[],
  attachments: readonly APIAttachment[],
): Component[] {
  let next = 0;
  const taken = new Set(allComponents(sent).flatMap(({ id }) => id || []));
  const freshId = () => {
    do next += 1;
    while (taken.has(next));
    return next;
  };
  const media = (value: unknown) => {
    if (!isMedia(value)) return value;
    const file = attachmentNamed(value.url, attachments);
    const url = file?.url ?? value.url;
    return { id: world.nextId(), url, proxy_url: url, ...(file && { attachment_id: file.id }) };
  };
  const store = (component: Component): Component => {
    const { components, accessory, media: picture, file, items, ...rest } = component;
    return {
      ...DEFAULTS[component.type],
      ...withoutEmpty(rest),
      type: component.type,
      id: component.id || freshId(),
      ...(components && { components: components.map(store) }),
      ...(accessory && { accessory: store(accessory) }),
      ...(picture !== undefined && { media: media(picture) }),
      ...(file !== undefined && { file: media(file) }),
      ...(Array.isArray(items) && {
        items: items.map((item: Record<string, unknown>) => ({
          description: null,
          spoiler: false,
          ...withoutEmpty(item),
          media: media(item['media']),
        })),
      }),
    };
  };
  return sent.map(store);
}

function attachmentNamed(url: string, attachments: readonly APIAttachment[]): APIAttachment | undefined {
  return url.startsWith('attachment://')
    ? attachments.find(({ filename }) => filename === url.slice('attachment://'.length))
    : undefined;
}

/** Embeds as Discord stores them, with their pictures resolved. */
export function storedEmbeds(sent: readonly APIEmbed[], attachments: readonly APIAttachment[]): APIEmbed[] {
  const picture = (image: { url?: string } | null | undefined) => {
    if (!image?.url) return undefined;
    const url = attachmentNamed(image.url, attachments)?.url ?? image.url;
    return { url, proxy_url: url };
  };
  return sent.map((embed) => {
    const { image, thumbnail, fields, timestamp, ...rest } = embed;
    const [shown, small] = [picture(image), picture(thumbnail)];
    return {
      type: EmbedType.Rich,
      ...withoutEmpty({ ...rest }),
      ...(timestamp && { timestamp: new Date(timestamp).toISOString() }),
      ...(fields && { fields: fields.map((field) => ({ ...field, inline: field.inline ?? false })) }),
      ...(shown && { image: shown }),
      ...(small && { thumbnail: small }),
    };
  });
}
