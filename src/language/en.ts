/**
 * Every sentence that people read in Discord or on the page, as ICU messages, by area.
 * Another language is another file of this shape.
 */
export const en = {
  // Discord: answers to commands
  'discord.opened': 'The discussion of “{title}” is open: {url}',
  'discord.alreadyOpen': '“{title}” is already under discussion: {url}',
  'discord.article.discussed':
    '{count, plural, =0 {No comments yet.} one {# comment.} other {# comments.}} Join in: {url}',
  'discord.article.notDiscussed': 'Not under discussion yet.',
  'discord.unknownArticle':
    'There is no article “{name}”. Pick one from the list that appears as you type, or see them all with /articles.',
  'discord.unknownSection': 'The article “{title}” has no section “{name}”. Its sections: {sections}.',
  'discord.noSections': 'The article “{title}” has no sections; it is here: {url}',
  'discord.articleNeeded':
    'Which article? Pick one in the option “article”, or use the command in an article’s thread.',
  'discord.notThisChannel':
    'A discussion needs a text channel, an announcement channel or a forum. Pick one in the option “channel”.',
  'discord.privateThread':
    'This is a private thread, and a discussion is for everyone. Use the command in a channel, or pick one in the option “channel”.',
  'discord.unfit.private':
    'Not everyone can read {channel}, and comments go on a public page. Pick a channel that @everyone may view and whose history @everyone may read.',
  'discord.unfit.ageRestricted': '{channel} is age-restricted, and comments go on a public page. Pick another channel.',
  'discord.missingRights':
    'In {channel} I lack: {rights}. Somebody who manages this server can grant that in the channel’s settings, under Permissions. Nothing was posted.',
  'discord.noTagInForum':
    'The forum {channel} wants a tag on every post but has none. Add a tag there, then try again. Nothing was posted.',
  'discord.refused': 'Discord did not allow it: {reason} (code {code}). Nothing was posted.',
  'discord.cannotSpeak': 'You cannot write in this channel, so only you can see this.',
  'discord.fault': 'Something went wrong on our side. If you tell the site’s editors, give them this code: {code}',
  'discord.gone': 'This button belongs to something that is no longer there.',
  'discord.section.readOn': 'Read on',
  'discord.section.more': 'The rest is here: {url}',
  'discord.menu.placeholder': 'Read a section (only you see it)',
  'discord.list.title': '**Articles** (page {page} of {pages})',
  'discord.list.comments': '{count, plural, one {# comment} other {# comments}}',
  'discord.list.none': 'There are no articles yet.',
  'discord.list.noneFor': 'No article’s title fits “{query}”.',
  'discord.list.newer': 'Newer',
  'discord.list.older': 'Older',
  'discord.consent.keep': 'Keep mine on Discord',
  'discord.consent.publish': 'Show mine on {site}',
  'discord.consent.keepDone':
    '{count, plural, =0 {Your replies stay on Discord.} one {Your reply is off the page and stays on Discord.} other {Your # replies are off the page and stay on Discord.}} New ones in article threads here will not be shown on {site} either.',
  'discord.consent.publishDone':
    '{count, plural, =0 {Your replies will be shown on {site}.} one {Your reply is on {site}.} other {Your # replies are on {site}.}} New ones in article threads here will follow.',

  // Discord: the starter message and its thread
  'discord.starter.notice':
    'Replies in this thread appear under the article on {site}, with your name here. To keep yours on Discord, press the button.',
  'discord.starter.page': 'Read on {site}',

  // The page
  'page.about': 'Comments are written on Discord and shown here as they stand there.',
  'page.aboutSection': 'on',
  'page.alreadyMember': 'Already a member?',
  'page.articles': 'Articles',
  'page.attachments': 'Attached files, to be seen on Discord',
  'page.by': 'By',
  'page.closed': 'Comments are closed.',
  'page.comments': 'Comments',
  'page.contact': 'Contact',
  'page.count': '{count, plural, one {# comment} other {# comments}}',
  'page.deleted': 'This comment was deleted.',
  'page.discordOnly': '{count, plural, one {# reply is} other {# replies are}} only on Discord.',
  'page.edited': 'edited',
  'page.empty': 'There are no comments to display.',
  'page.extra.poll': 'A poll, to be seen on Discord',
  'page.extra.sticker': 'A sticker, to be seen on Discord',
  'page.extra.voice': 'A voice message, to be heard on Discord',
  'page.goToComment': 'Go to the comment',
  'page.inAnswerTo': 'In answer to',
  'page.join': 'Join the discussion on Discord',
  'page.member': 'a member',
  'page.next': 'Next',
  'page.noArticles': 'There are no articles yet.',
  'page.notOpened': 'The discussion has not been opened yet.',
  'page.notShown': 'not shown here',
  'page.onlyAbout': 'Only comments on',
  'page.openThread': 'Open the thread',
  'page.others': 'Also discussed in',
  'page.pages': 'Pages of comments',
  'page.permalink': 'Link to this comment',
  'page.previous': 'Previous',
  'page.reactions': 'Reactions',
  'page.readArticle': 'Read the whole article',
  'page.recommended': 'Recommended Comments',
  'page.recommendedBy': 'Recommended by',
  'page.replies': '{count, plural, one {# reply} other {# replies}}',
  'page.rules': 'House rules',
  'page.showAll': 'Show all comments',
  'page.skip': 'Skip to the text',
  'page.sort': 'Order of comments',
  'page.sort.newest': 'Newest',
  'page.sort.oldest': 'Oldest',
  'page.sort.top': 'Top',
  'page.summary': 'The discussion so far',
  'page.summaryBy': 'Summary by',
  'page.toArticles': 'All articles',
  // The page: what went wrong
  'page.problem.gone': 'This page is not here',
  'page.problem.query': 'We cannot make sense of this address',
  'page.problem.failure': 'Something went wrong here',
  'page.problem.failed': 'The page could not be made just now. Please try again in a minute.',
  'page.problem.method': 'Only GET and HEAD are answered here.',
  'page.problem.noComment': 'This comment is not here: it was never shown, or it is gone.',
  'page.problem.notFound': 'There is no page at this address.',
  'page.problem.tooLong': 'An address may have at most {most, number} characters here.',
  'page.query.id': '“{name}” must be the number of a message or thread on Discord (at most 20 digits), not “{given}”.',
  'page.query.noDiscussion': 'This article has no discussion in the thread {given}.',
  'page.query.noPage':
    'There are not that many comments, or the comment to go on from is no longer here. The first page is {first}.',
  'page.query.noSection': 'This article has no section “{given}”. Its sections are: {allowed}.',
  'page.query.noSections': 'This article has no section “{given}”; it has no sections at all.',
  'page.query.number': '“{name}” must be a whole number from 1 to {most, number}, not “{given}”.',
  'page.query.once': '“{name}” may be given only once.',
  'page.query.oneStart': 'Only one of “page”, “after” and “before” may be given, not {names}.',
  'page.query.sort': '“sort” must be one of {allowed}, not “{given}”.',

  // Articles

  // Discord's markdown, where it stands for words
  'markdown.member': 'a member',
  'markdown.role': 'a role',
  'markdown.channel': 'a channel',
  'markdown.customize': 'Channels & Roles',
  'markdown.browse': 'Browse Channels',
  'markdown.guide': 'Server Guide',
  'markdown.linkedRoles': 'Linked Roles',
  'markdown.spoiler': 'Spoiler',
} as const;
