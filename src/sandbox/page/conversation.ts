import { ApplicationCommandType } from 'discord-api-types/v10';
import { html, raw } from 'hono/html';
import { translator } from '../../language/translate.ts';
import { htmlFromDiscord } from '../../markdown/discord/html.ts';
import { isThread, may } from '../world/access.ts';
import { commandsFor } from '../people/questions.ts';
import { allComponents } from '../world/drafts.ts';
import { visibleMessages } from '../world/objects.ts';
import { signedUrl } from '../world/files.ts';
import type { Component, Message } from '../world/records.ts';
import { hidden } from './composer.ts';
import type { View } from './page.ts';

/** Escaped HTML of hono. */
export type Markup = ReturnType<typeof html>;

const SYSTEM: Record<number, string> = {
  6: 'pinned a message',
  18: 'started a thread',
  21: 'started this thread with a message in the channel',
};

function nameOf({ world }: View, message: Message): string {
  const member = world.members.get(message.author.id);
  return member?.nick ?? message.author.global_name ?? message.author.username;
}

const t = translator();

function text({ world }: View, content: string): Markup {
  const names = {
    user: (id: string) =>
      world.members.get(id)?.nick ??
      world.members.get(id)?.user.global_name ??
      world.members.get(id)?.user.username ??
      null,
    role: (id: string) => world.roles.get(id)?.name ?? null,
    channel: (id: string) => (world.channels.get(id) ?? world.threads.get(id))?.name ?? null,
  };
  return html`<div class="content">${raw(htmlFromDiscord(content, { names, t }))}</div>`;
}

function componentForm(view: View, message: Message, component: Component): Markup {
  const { type, custom_id, label, url, disabled, content } = component;
  if (type === 10) return text(view, content ?? '');
  if (type === 2 && url) return html`<a class="button" href="${url}">${label ?? url}</a>`;
  const fields = html`${hidden(view)}<input type="hidden" name="message" value="${message.id}" /><input
      type="hidden"
      name="customId"
      value="${custom_id ?? ''}"
    />`;
  const off = disabled ? raw('disabled') : '';
  if (type === 2)
    return html`<form method="post" action="/act/click">${fields}<button ${off}>${label ?? custom_id}</button></form>`;
  if (type === 3) {
    const { options = [], max_values = 1, placeholder } = component;
    const many = max_values > 1 ? raw('multiple') : '';
    return html`<form method="post" action="/act/select">
      ${fields}<select name="values" aria-label="${placeholder ?? custom_id}" ${many} ${off}>
        ${options.map((option) => html`<option value="${option.value}">${option.label}</option>`)}
      </select>
      <button ${off}>Choose</button>
    </form>`;
  }
  return html``;
}

function embedMarkup(view: View, { title, url, description, image, fields }: Message['embeds'][number]): Markup {
  return html`<blockquote class="embed">
    ${title ? html`<strong>${url ? html`<a href="${url}">${title}</a>` : title}</strong>` : ''}
    ${description ? text(view, description) : ''}
    ${(fields ?? []).map(({ name, value }) => html`<p><strong>${name}</strong> ${value}</p>`)}
    ${image ? html`<p>(image)</p>` : ''}
  </blockquote>`;
}

function actions(view: View, message: Message): Markup {
  const { world, member } = view;
  const form = (action: string, label: string, fields: Markup) =>
    html`<form method="post" action="/act/${action}">${hidden(view)}${fields}<button>${label}</button></form>`;
  const target = html`<input type="hidden" name="message" value="${message.id}" />`;
  const mine = message.author.id === member.user.id;
  const menus = commandsFor(world, member.user.id).filter(({ type }) => type === ApplicationCommandType.Message);
  return html`<details>
    <summary aria-label="Actions for this message">…</summary>
    <p><code>${message.id}</code></p>
    <form method="post" action="/act/say">
      ${hidden(view)}<input type="hidden" name="channel" value="${message.channel_id}" /><input
        type="hidden"
        name="replyTo"
        value="${message.id}"
      />
      <input name="content" aria-label="Reply" required /><button>Reply</button>
    </form>
    ${form('react', 'React', html`${target}<input name="emoji" value="👍" size="4" aria-label="Emoji" />`)}
    ${mine ? form('edit', 'Edit', html`${target}<textarea name="content" aria-label="New text">${message.content}</textarea>`) : ''}
    ${
      mine || may(world, { userId: member.user.id, place: view.place }, 'ManageMessages')
        ? form('delete', 'Delete', html`<input type="hidden" name="messages" value="${message.id}" />`)
        : ''
    }
    ${form(message.pinned ? 'unpin' : 'pin', message.pinned ? 'Unpin' : 'Pin', target)}
    ${menus.map(({ name }) => form('menu', name, html`${target}<input type="hidden" name="command" value="${name}" />`))}
  </details>`;
}

function reactions(view: View, message: Message): Markup {
  return html`${message.reactors.map(({ emoji, users }) => {
    const mine = users.includes(view.member.user.id);
    const name = emoji.id ? `${emoji.name}:${emoji.id}` : emoji.name;
    return html`<form method="post" action="/act/${mine ? 'unreact' : 'react'}">
      ${hidden(view)}<input type="hidden" name="message" value="${message.id}" /><input
        type="hidden"
        name="emoji"
        value="${name}"
      />
      <button aria-pressed="${mine}">${emoji.id ? `:${emoji.name}:` : emoji.name} ${users.length}</button>
    </form>`;
  })}`;
}

function answerLine(view: View, message: Message): Markup {
  const reference = message.message_reference;
  if (message.type !== 19 || !reference?.message_id) return html``;
  const target = view.world.messages.get(reference.channel_id)?.get(reference.message_id);
  return html`<p class="answer">
    ↱
    ${target ? html`<a href="#m${target.id}">${nameOf(view, target)}: ${target.content.slice(0, 80)}</a>` : 'a deleted message'}
  </p>`;
}

function messageMarkup(view: View, message: Message): Markup {
  const { world } = view;
  const thread = world.threads.get(message.id);
  const files = message.attachments.map(
    (file) =>
      html`<p>
        📎 <a href="${signedUrl(world, message.channel_id, file).url}">${file.filename}</a> (${file.size} bytes)
      </p>`,
  );
  const time = message.timestamp.slice(0, 16).replace('T', ' ');
  return html`<article id="m${message.id}">
    ${answerLine(view, message)}
    <header>
      <strong>${nameOf(view, message)}</strong>${message.author.bot ? html` <small class="app">APP</small>` : ''}
      <a href="/channels/${world.guild.id}/${message.channel_id}/${message.id}#m${message.id}"
        ><time datetime="${message.timestamp}">${time}</time></a
      >
      ${message.edited_timestamp ? html`<small>(edited)</small>` : ''}
      ${message.pinned ? html`<small>📌 pinned</small>` : ''}
      ${message.visible_to ? html`<small>Only you can see this</small>` : ''}
    </header>
    ${SYSTEM[message.type] ? html`<p class="system">${SYSTEM[message.type]}</p>` : text(view, message.content)}
    ${message.embeds.map((embed) => embedMarkup(view, embed))} ${files}
    <div class="row">
      ${allComponents(message.components).map((component) => componentForm(view, message, component))}
    </div>
    <div class="row">${reactions(view, message)}${actions(view, message)}</div>
    ${thread && thread.parent_id === message.channel_id ? html`<p>🧵 <a href="/channels/${world.guild.id}/${thread.id}?as=${view.member.user.username}">${thread.name}</a> (${thread.message_count})</p>` : ''}
  </article>`;
}

/** The messages of the place, oldest first; a forum shows its posts. */
export function conversation(view: View): Markup {
  const { world, member, place } = view;
  if (place.type === 15) {
    const posts = [...world.threads.values()].filter(({ parent_id }) => parent_id === place.id).toReversed();
    return html`<ul>
      ${posts.map((post) => html`<li><a href="/channels/${world.guild.id}/${post.id}?as=${member.user.username}">${post.name}</a> (${post.message_count})</li>`)}
    </ul>`;
  }
  const messages = may(world, { userId: member.user.id, place }, 'ReadMessageHistory')
    ? visibleMessages(world, member.user.id, place.id)
    : [];
  const state = isThread(place) && place.thread_metadata.locked ? html`<p>This thread is locked.</p>` : '';
  return html`<section aria-label="Messages">
    ${state}${messages.map((message) => messageMarkup(view, message))}
  </section>`;
}
