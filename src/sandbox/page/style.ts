/** The plain page's style; it follows the light or dark of the system. */
export const STYLE = `
:root { color-scheme: light dark; font: 16px/1.45 system-ui, sans-serif; }
body { margin: 0; }
.banner { margin: 0; padding: .4rem 1rem; background: #b45309; color: #fff; font-weight: 600; }
.columns { display: grid; grid-template-columns: minmax(11rem, 16rem) 1fr; gap: 1.5rem; padding: 1rem; }
@media (max-width: 45rem) { .columns { grid-template-columns: 1fr; } }
nav ul { list-style: none; padding-left: .8rem; }
a[aria-current] { font-weight: 700; }
main { max-width: 46rem; min-width: 0; }
article { padding: .6rem 0; border-top: 1px solid color-mix(in srgb, currentColor 20%, transparent); }
article:target { outline: 2px solid #b45309; outline-offset: .3rem; }
.content { overflow-wrap: anywhere; }
.content p { margin: .2rem 0; }
.spoiler:not(:hover, :focus) { background: currentColor; }
.row { display: flex; flex-wrap: wrap; gap: .4rem; align-items: center; }
.row form { margin: 0; }
.system, .answer, time, small { opacity: .75; font-size: .875rem; }
.notice, .modal { border: 2px solid #b45309; padding: .5rem 1rem; }
.embed { margin: .3rem 0; padding-left: .8rem; border-left: 4px solid #b45309; }
textarea { width: 100%; box-sizing: border-box; }
label { display: block; margin: .2rem 0; }
`;
