// @ts-check
import { useState } from 'preact/hooks';
import { attempt } from './api.js';
import { Icon } from './icons.js';
import { go } from './live.js';
import { html } from './markup.js';
import { isUnread } from './unread.js';

/** @typedef {import('../view.ts').PageView} PageView */
/** @typedef {import('../view.ts').OpenPlace} OpenPlace */
/** @typedef {import('../view.ts').ShownPlace} ShownPlace */

/** @param {{ place: OpenPlace, onClose: () => void }} props */
function NewPost({ place, onClose }) {
  const [tags, setTags] = useState(/** @type {string[]} */ ([]));
  /** @param {SubmitEvent} event */
  const send = async (event) => {
    event.preventDefault();
    const fields = new FormData(/** @type {HTMLFormElement} */ (event.currentTarget));
    const [name, content] = [fields.get('name'), fields.get('content')];
    const answer = /** @type {{ thread: string } | null} */ (
      await attempt('open-thread', { channel: place.id, name, content, tags })
    );
    if (answer) go(answer.thread);
  };
  /** @param {string} tag */
  const toggle = (tag) => setTags(tags.includes(tag) ? tags.filter((each) => each !== tag) : [...tags, tag]);
  return html`<form class="new-post" onSubmit=${send}>
    <label>Title <input name="name" required maxlength="100" autofocus /></label>
    <label>Message <textarea name="content" rows="3" required maxlength="2000"></textarea></label>
    <div class="row" role="group" aria-label="Tags">
      ${place.availableTags.map((tag) => html`<button type="button" class="tag" aria-pressed=${String(tags.includes(tag))} onClick=${() => toggle(tag)}>${tag}</button>`)}
    </div>
    <div class="row">
      <button class="button primary">Post</button
      ><button type="button" class="button" onClick=${onClose}>Cancel</button>
    </div>
  </form>`;
}

/** @param {{ view: PageView, posts: ShownPlace[] }} props */
const Posts = ({ view, posts }) =>
  html`<ul class="posts" role="list">
    ${posts.map(
      (post) =>
        html`<li key=${post.id}>
          <button type="button" class="post ${isUnread(view, post) ? 'is-unread' : ''}" onClick=${() => go(post.id)}>
            ${post.tags.length > 0 && html`<span class="row">${post.tags.map((tag) => html`<span class="tag">${tag}</span>`)}</span>`}
            <strong>${post.name}</strong>
            <span class="soft"
              >${post.count === 1 ? '1 message' : `${post.count} messages`}${post.locked ? ' · locked' : ''}</span
            >
          </button>
        </li>`,
    )}
  </ul>`;

/** A forum with its posts, newest first. @param {{ view: PageView, place: OpenPlace }} props */
export function Forum({ view, place }) {
  const [isWriting, setWriting] = useState(false);
  const posts = view.places.filter(({ parentId }) => parentId === place.id);
  const closed = posts.filter(({ archived }) => archived);
  return html`<div class="conversation forum" tabindex="0" role="region" aria-label="Posts in ${place.name}">
    ${
      place.closed
        ? html`<p class="closed">${place.closed}</p>`
        : isWriting
          ? html`<${NewPost} place=${place} onClose=${() => setWriting(false)} />`
          : html`<button type="button" class="button primary" onClick=${() => setWriting(true)}>
              <${Icon} name="plus" /> New post
            </button>`
    }
    <${Posts} view=${view} posts=${posts.filter(({ archived }) => !archived)} />
    ${
      closed.length > 0 &&
      html`<h2 class="older">Closed posts</h2>
        <${Posts} view=${view} posts=${closed} />`
    }
    ${posts.length === 0 && html`<p class="soft">There are no posts yet. Commands work in text channels, not in forums; <code>/article</code> has a channel option.</p>`}
  </div>`;
}
