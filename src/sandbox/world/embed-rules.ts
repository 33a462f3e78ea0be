import type { APIEmbed } from 'discord-api-types/v10';
import type { FormProblem } from '../errors.ts';

const MAX_TEXT = 6_000; // of all embeds of a message
const WEB = /^https?:\/\//i;
const MEDIA = /^(?:https?|attachment):\/\//i;

const textOf = (embed: APIEmbed) =>
  [embed.title, embed.description, embed.footer?.text, embed.author?.name]
    .concat((embed.fields ?? []).flatMap((field) => [field.name, field.value]))
    .reduce((sum, text) => sum + (text?.length ?? 0), 0);

const shows = ({ image, thumbnail, ...embed }: APIEmbed) => textOf(embed) > 0 || Boolean(image?.url ?? thumbnail?.url);

/** How embeds break Discord's rules beyond the specification: total text, empty embeds, URLs. */
export function embedProblems(embeds: readonly APIEmbed[]): FormProblem[] {
  const problems: FormProblem[] = [];
  if (embeds.reduce((sum, embed) => sum + textOf(embed), 0) > MAX_TEXT)
    problems.push({
      path: ['embeds'],
      code: 'MAX_EMBED_SIZE_EXCEEDED',
      message: `Embed size exceeds maximum size of ${MAX_TEXT}`,
    });
  embeds.forEach((embed, index) => problems.push(...problemsOf(embed, ['embeds', index])));
  return problems;
}

function problemsOf(embed: APIEmbed, path: PropertyKey[]): FormProblem[] {
  const required = (at: PropertyKey[]): FormProblem => ({
    path: [...path, ...at],
    code: 'BASE_TYPE_REQUIRED',
    message: 'This field is required',
  });
  const addresses = [
    { at: ['url'], url: embed.url, allowed: WEB },
    { at: ['author', 'url'], url: embed.author?.url, allowed: WEB },
    { at: ['image', 'url'], url: embed.image?.url, allowed: MEDIA },
    { at: ['thumbnail', 'url'], url: embed.thumbnail?.url, allowed: MEDIA },
  ];
  return [
    ...(shows(embed) ? [] : [required(['description'])]),
    ...(embed.fields ?? []).flatMap(({ name, value }, index) => [
      ...(name.trim() === '' ? [required(['fields', index, 'name'])] : []),
      ...(value.trim() === '' ? [required(['fields', index, 'value'])] : []),
    ]),
    ...addresses
      .filter(({ url, allowed }) => url && !allowed.test(url))
      .map(({ at }) => ({
        path: [...path, ...at],
        code: 'URL_TYPE_INVALID_SCHEME',
        message: "Scheme must be one of ('http', 'https').",
      })),
  ];
}
