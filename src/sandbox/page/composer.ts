import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  type APIApplicationCommandOption,
} from 'discord-api-types/v10';
import { html, raw } from 'hono/html';
import { commandsFor } from '../people/questions.ts';
import { allComponents } from '../world/drafts.ts';
import type { Command } from '../world/interaction-records.ts';
import type { Markup } from './conversation.ts';
import type { View } from './page.ts';

/** The fields that every form of the page carries. */
export const hidden = ({ world, member, place }: View): Markup =>
  html`<input type="hidden" name="as" value="${member.user.username}" /><input
      type="hidden"
      name="back"
      value="/channels/${world.guild.id}/${place.id}?as=${member.user.username}"
    />`;

interface Usable {
  name: string;
  options: readonly APIApplicationCommandOption[];
}

/** A command, or each of its subcommands, with the options to fill in. */
const usable = ({ name, options }: Pick<Command, 'name' | 'options'>): Usable[] => {
  const nested = options.filter(
    ({ type }) =>
      type === ApplicationCommandOptionType.Subcommand || type === ApplicationCommandOptionType.SubcommandGroup,
  );
  if (nested.length === 0) return [{ name, options }];
  return nested.flatMap((option) =>
    usable({ name: `${name} ${option.name}`, options: 'options' in option ? (option.options ?? []) : [] }),
  );
};

function optionField(option: APIApplicationCommandOption): Markup {
  const name = `options.${option.name}`;
  const required = option.required ? raw('required') : '';
  const choices = 'choices' in option ? option.choices : undefined;
  if (choices?.length) {
    return html`<label
      >${option.name}
      <select name="${name}" ${required}>
        ${option.required ? '' : html`<option value=""></option>`}
        ${choices.map((choice) => html`<option value="${choice.value}">${choice.name}</option>`)}
      </select></label
    >`;
  }
  return html`<label
    >${option.name} <input name="${name}" ${required} title="${option.description}" placeholder="${option.description}"
  /></label>`;
}

/** What a member can say or ask in this place. */
export function writeForms(view: View): Markup {
  const { world, member, place } = view;
  if (place.type === 15) return html`<p>Posts of a forum are written in; nothing is written in the forum itself.</p>`;
  const commands = commandsFor(world, member.user.id)
    .filter(({ type }) => type === ApplicationCommandType.ChatInput)
    .flatMap(usable);
  return html`<form method="post" action="/act/say" class="write">
      ${hidden(view)}<input type="hidden" name="channel" value="${place.id}" />
      <label>Message <textarea name="content" rows="2" required></textarea></label>
      <label>in answer to <input name="replyTo" placeholder="message id" size="20" /></label>
      <button>Send</button>
    </form>
    ${commands.map(
      ({ name, options }) =>
        html`<details class="command">
          <summary>/${name}</summary>
          <form method="post" action="/act/command">
            ${hidden(view)}<input type="hidden" name="channel" value="${place.id}" /><input
              type="hidden"
              name="command"
              value="${name}"
            />
            ${options.map(optionField)} <button>Use /${name}</button>
          </form>
        </details>`,
    )}`;
}

/** The modal that the bot has opened for this member. */
export function modalForm(view: View): Markup {
  const opener = [...view.world.interactions.values()].find(
    ({ id, user_id }) => id === view.modal && user_id === view.member.user.id,
  );
  if (!opener?.modal) return html``;
  const { id, title, components } = opener.modal;
  const labels = new Map(
    components.flatMap(({ component, label }) =>
      component?.custom_id ? [[component.custom_id, typeof label === 'string' ? label : '']] : [],
    ),
  );
  return html`<section class="modal" aria-label="${title}">
    <h2>${title}</h2>
    <form method="post" action="/act/submit">
      ${hidden(view)}<input type="hidden" name="modal" value="${id}" /> ${allComponents(components)
        .filter(({ type, custom_id }) => type === 4 && custom_id)
        .map(
          (field) =>
            html`<label
              >${labels.get(field.custom_id ?? '') ?? field.label ?? field.custom_id}
              <textarea name="fields.${field.custom_id}" rows="2" ${field.required === false ? '' : raw('required')}>
${typeof field.value === 'string' ? field.value : ''}</textarea>
            </label>`,
        )} <button>Submit</button>
    </form>
  </section>`;
}
