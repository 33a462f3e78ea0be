// @ts-check

/** The chapters in their order, each loaded when it is played. @type {readonly { name: string, load: () => Promise<{ chapter: import('../../story.ts').Chapter }> }[]} */
export const CHAPTERS = [
  { name: 'The box fills', load: () => import('./the-box-fills.js') },
  { name: 'Members decide', load: () => import('./members-decide.js') },
  { name: 'Moderators curate', load: () => import('./moderators-curate.js') },
  { name: 'An editor sets up', load: () => import('./an-editor-sets-up.js') },
];
