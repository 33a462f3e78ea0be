/** An empty box as Invision Community 4 or 5 has it, in a page of our own making; `head` and `after` are put in. */
export function invisionPage(
  version: 4 | 5,
  { head = '', after = '' }: { head?: string; after?: string } = {},
): string {
  const box = version === 4 ? INVISION4 : INVISION5;
  return `<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>A story</title>\n${head}\n</head>\n<body>\n${box}\n${after}\n</body>\n</html>\n`;
}

/** What both boxes have in place of comments. */
export const EMPTY4 = `<p class='ipsType_normal ipsType_light ipsType_reset' data-role='noComments'>There are no comments to display.</p>`;
export const EMPTY5 = '<p class="ipsEmptyMessage" data-role="noComments">There are no comments to display.</p>';

const INVISION4 = `<h1 class='ipsType_pageTitle'><span class='ipsType_break'>A story</span></h1>
<div id='comments' data-controller='core.front.core.commentFeed' class='ipsClear'>
  <div data-controller='core.front.core.recommendedComments' class='ipsRecommendedComments ipsHide'>
    <div data-role="recommendedComments">
      <h2 class='ipsType_sectionHead ipsType_large'>Recommended Comments</h2>
    </div>
  </div>
  <div data-role='commentFeed'>
    ${EMPTY4}
  </div>
</div>`;

const INVISION5 = `<h1 class="ipsPageHeader__title">A story</h1>
<section id="comments" data-controller="core.front.core.commentFeed" class="i-margin-top_block">
  <section data-controller="core.front.core.recommendedComments" class="ipsRecommendedComments" hidden>
    <div data-role="recommendedComments">
      <header class="ipsBox__header"><h2>Recommended Comments</h2></header>
    </div>
  </section>
  <div data-role="commentFeed">
    ${EMPTY5}
  </div>
</section>`;
