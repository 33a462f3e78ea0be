// @ts-check
import { useEffect, useState } from 'preact/hooks';
import { html } from './markup.js';

/** @typedef {{ id: number, at: string, kind: string, what: string, detail: Record<string, unknown> }} Entry */
/** @typedef {{ at: string, where: string, path: string, message: string }} Violation */

const MOST = 400;
const SHOWN = 120;
const NEWEST = 20; // violations
const ARROWS = {
  request: 'bot → Discord',
  dispatch: 'Discord → bot',
  gateway: 'Gateway',
  person: 'person',
  fault: 'fault',
  withheld: 'held back',
  unbuilt: 'not built',
};

/** The live journal, while it is visible. @returns {{ entries: Entry[], violations: Violation[] }} the newest entry first */
function useWire() {
  const [wire, setWire] = useState(
    /** @type {{ entries: Entry[], violations: Violation[] }} */ ({ entries: [], violations: [] }),
  );
  useEffect(() => {
    const source = new EventSource('/sandbox/wire');
    source.addEventListener('message', ({ data }) => {
      const { entries, violations } = /** @type {typeof wire} */ (JSON.parse(String(data)));
      setWire((before) => ({ entries: [...entries.toReversed(), ...before.entries].slice(0, MOST), violations }));
    });
    return () => source.close();
  }, []);
  return wire;
}

/** @param {{ entry: Entry }} props */
function Line({ entry: { at, kind, what, detail } }) {
  const [isOpen, setOpen] = useState(false);
  const { status, reason } = /** @type {{ status?: number, reason?: string }} */ (detail);
  const isBad = kind === 'unbuilt' || (status ?? 0) >= 400;
  return html`<li class="wire-line is-${kind} ${isBad ? 'is-bad' : ''}">
    <details
      onToggle=${(/** @type {Event} */ { currentTarget }) => setOpen(/** @type {HTMLDetailsElement} */ (currentTarget).open)}
    >
      <summary>
        <time datetime=${at}>${at.slice(11, 23)}</time>
        <span class="wire-kind">${kind in ARROWS ? ARROWS[/** @type {keyof typeof ARROWS} */ (kind)] : kind}</span>
        <strong>${what}</strong> ${status ?? ''} ${reason && html`<em>${reason}</em>`}
      </summary>
      ${isOpen && html`<pre>${JSON.stringify(detail, null, 2)}</pre>`}
    </details>
  </li>`;
}

/** The searchable traffic between the bot and Discord; violations of the specification are above it, in red. */
export function Wire() {
  const { entries, violations } = useWire();
  const [wanted, setWanted] = useState('');
  const needle = wanted.toLowerCase();
  const found = needle ? entries.filter((entry) => JSON.stringify(entry).toLowerCase().includes(needle)) : entries;
  return html`<section class="wire" aria-label="The wire">
    <label class="wire-search"
      >Search the wire
      <input
        type="search"
        value=${wanted}
        onInput=${(/** @type {Event} */ { currentTarget }) => setWanted(/** @type {HTMLInputElement} */ (currentTarget).value)}
    /></label>
    <div class="violations" role="alert">
      ${violations.slice(-NEWEST).map(({ where, path, message }) => html`<p class="violation"><strong>Breaks Discord’s specification:</strong> ${where}${path && ` (${path})`}: ${message}</p>`)}
    </div>
    <ol class="wire-lines">
      ${found.slice(0, SHOWN).map((entry) => html`<${Line} key=${entry.id} entry=${entry} />`)}
    </ol>
    ${found.length === 0 && html`<p class="soft">${needle ? 'No matches' : 'Nothing yet'}.</p>`}
  </section>`;
}
