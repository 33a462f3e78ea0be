// @ts-check
import { html } from './markup.js';

const PATHS = {
  hash: 'M9 4 7 20M17 4l-2 16M4 9h16M3.500 15h16',
  announcement: 'M4 10v4h3l8 4V6l-8 4zM18 9.500a4 4 0 0 1 0 5',
  forum: 'M4 5h11v8H9l-3 3v-3H4zM18 9h2v8h-2v3l-3-3h-4',
  thread: 'M6 4v9a4 4 0 0 0 4 4h9M15 13l4 4-4 4',
  lock: 'M7 11V8a5 5 0 0 1 10 0v3M5.500 11h13v9h-13z',
  archive: 'M4 5h16v4H4zM5.500 9v10h13V9M10 13h4',
  reply: 'M10 6 4 11.500 10 17v-4c5 0 8 1 10 5 0-6-4-9-10-9z',
  edit: 'M4 20l1-5L16 4l4 4L9 19z',
  react: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M9 10v.010M15 10v.010M8.500 14c1.500 3 5.500 3 7 0',
  more: 'M6 12h.010M12 12h.010M18 12h.010',
  pin: 'M9 4h6l-1 6 4 4H6l4-4zM12 14v6',
  close: 'M6 6l12 12M18 6 6 18',
  plus: 'M12 5v14M5 12h14',
  file: 'M7 3h7l4 4v14H7zM14 3v4h4',
  play: 'M8 5l11 7-11 7z',
  pause: 'M9 5v14M15 5v14',
  out: 'M14 4h6v6M20 4l-9 9M18 14v6H4V6h6',
  wire: 'M3 12h4l3-8 4 16 3-8h4',
  send: 'M4 4l17 8-17 8 3-8zM7 12h14',
  menu: 'M4 7h16M4 12h16M4 17h16',
  page: 'M5 4h14v16H5zM8 8h8M8 12h8M8 16h5',
  talk: 'M4 5h16v11H9l-5 4z',
  check: 'M5 12.500l5 5L19 7',
};

/** An icon beside text or in a labelled button. @param {{ name: keyof typeof PATHS }} props */
export const Icon = ({ name }) =>
  html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d=${PATHS[name]} /></svg>`;
