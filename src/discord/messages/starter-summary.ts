import {
  ButtonStyle,
  ComponentType,
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIComponentInMessageActionRow,
  type APIMessageTopLevelComponent,
} from 'discord.js';

type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

const SUMMARY_MARK = /\/channels\/\d+\/\d+\/\d+$/; // the only button that leads to a message

const isLink = (part: APIComponentInMessageActionRow): boolean =>
  part.type === ComponentType.Button && part.style === ButtonStyle.Link && SUMMARY_MARK.test(part.url);

/** A starter message's rows with a button that leads to the summary, or without one for null; the very same ones when nothing differs. */
export function withSummaryLink(
  rows: readonly APIMessageTopLevelComponent[],
  { url, label }: { url: string | null; label: string },
): readonly APIMessageTopLevelComponent[] {
  const last = rows.at(-1);
  if (last?.type !== ComponentType.ActionRow) return rows;
  const link: APIButtonComponent[] = url
    ? [{ type: ComponentType.Button, style: ButtonStyle.Link, label: label.slice(0, 80), url }]
    : [];
  const before = last.components.filter(isLink);
  const isSame = before.length === link.length && before.every((part) => 'url' in part && part.url === url);
  if (isSame) return rows;
  const row: Row = { ...last, components: [...last.components.filter((part) => !isLink(part)), ...link] };
  return [...rows.slice(0, -1), row];
}
