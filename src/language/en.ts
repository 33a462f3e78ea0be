/**
 * Every sentence that people read in Discord or on the page, as ICU messages, by area.
 * Another language is another file of this shape, named by its tag: `fr.ts` exports `fr`.
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
  'discord.severalArticles':
    'Several articles fit “{name}”: {titles}. Type more of the title, or pick one from the list that appears as you type.',
  'discord.severalSections':
    'Several sections of “{title}” fit “{name}”: {sections}. Type more of the heading, or pick one from the list that appears as you type.',
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
  'discord.right.ViewChannel': 'View Channel',
  'discord.right.SendMessages': 'Send Messages',
  'discord.right.SendMessagesInThreads': 'Send Messages in Threads',
  'discord.right.ReadMessageHistory': 'Read Message History',
  'discord.right.ManageThreads': 'Manage Threads',
  'discord.right.CreatePublicThreads': 'Create Public Threads',
  'discord.right.AttachFiles': 'Attach Files',
  'discord.right.EmbedLinks': 'Embed Links',
  'discord.right.PinMessages': 'Pin Messages',
  'discord.leftBehind':
    'An earlier try to post this article left something in {channel} that I could not delete. Delete it there, or grant me Manage Threads, then try again.',
  'discord.noTagInForum':
    'The forum {channel} wants a tag on every post but has none. Add a tag there, then try again. Nothing was posted.',
  'discord.refused': 'Discord did not allow it: {reason} (code {code}). Nothing was posted.',
  'discord.cannotSpeak': 'You cannot write in this channel, so only you can see this.',
  'discord.fault': 'Something went wrong on our side. If you tell the site’s editors, give them this code: {code}',
  'discord.notHere':
    'I am not on this server just now, so I can do nothing here. Try again in a minute. If that does not help, whoever manages the server can invite me again.',
  'discord.gone': 'This belongs to something that is no longer there. Use the command again.',
  'discord.section.readOn': 'Read on',
  'discord.section.more': 'The rest is here: {url}',
  'discord.menu.placeholder': 'Read a section (only you see it)',
  'discord.list.title': '**Articles** (page {page} of {pages})',
  'discord.list.comments': '{count, plural, one {# comment} other {# comments}}',
  'discord.list.none': 'There are no articles yet.',
  'discord.list.noneFor': 'No article’s title fits “{query}”.',
  'discord.list.newer': 'Newer',
  'discord.list.older': 'Older',
  'discord.asking.question':
    '{count, plural, one {One member’s replies are} other {# members’ replies are}} only on Discord so far. Show yours under the article on {site}? Press a button, or type /privacy publish or /privacy keep in any channel.',
  'discord.consent.meaning': 'What this means',
  'discord.consent.keep': 'Keep mine here',
  'discord.consent.publish': 'Show mine on {site}',
  'discord.consent.onlyNew': 'Only new ones',
  'discord.consent.takeBack': 'Take back',
  'discord.consent.publishDone':
    '{count, plural, =0 {Nothing of yours is on the page yet; you will be shown as {name}.} one {Your reply is on the page as {name}: {url}.} other {Your # replies are on the page as {name}: {url}.}} New ones in article threads here will follow. To take them back, press a button or type /privacy keep in any channel.',
  'discord.consent.publishHidden':
    'Your choice is noted, but the moderators keep your replies off the page. Ask them if you think that is a mistake. To take your choice back, press a button or type /privacy keep in any channel.',
  'discord.consent.keepDone':
    'Your replies stay on Discord: nothing of yours is on {site}, and new ones are not even noted. What you wrote until now will never be shown there. To show new ones after all, press the button or type /privacy publish in any channel.',
  'discord.consent.overtaken': 'You have decided otherwise since you pressed this, and that stands.',
  'discord.consent.onlyNewDone':
    'What you wrote until now is off the page for good. New replies will be shown on {site}. To keep those on Discord too, press the button or type /privacy keep in any channel.',
  'discord.privacy.neverChose': 'You have not said yet whether your replies may be shown.',
  'discord.privacy.chose.publish': 'You agreed on {when} that your replies are shown on {site}.',
  'discord.privacy.chose.keep': 'You said on {when} that your replies stay on Discord; nothing of yours is noted.',
  'discord.privacy.counts':
    '{published, plural, =0 {None of your replies is} one {One of your replies is} other {# of your replies are}} shown on {site}, with your words and your name. {held, plural, =0 {} one {Of one more, only its id is kept, for {days} days.} other {Of # more, only their ids are kept, for {days} days.}}',
  'discord.privacy.hiddenByModerators': 'A moderator has taken your replies off the page.',
  'discord.privacy.threads': 'Something of yours is in these discussions:',
  'discord.privacy.moreThreads': '…and in {count, plural, one {one more} other {# more}}.',
  'discord.privacy.exported':
    '{count, plural, one {All that is stored about you.} other {All that is stored about you, in # files.}}',
  'discord.privacy.forgetQuestion':
    'Erase your words, your name, your ids and your choice from the site and its store, for good? Your messages on Discord stay; what you wrote until now will never be shown again.',
  'discord.privacy.forgetYes': 'Erase everything',
  'discord.privacy.forgetNo': 'Leave it',
  'discord.privacy.forgetting': 'Erasing… {done, number} of {total, number}',
  'discord.privacy.forgotten':
    'Everything about you is erased. Words of yours that others quoted as their own are theirs.',
  'discord.privacy.stayed': 'Nothing was changed.',

  // Discord: the starter message and its thread
  'discord.starter.notice.ask':
    'Replies in this thread stay on Discord, unless you agree that yours are shown under the article on {site}, with your name here: press “Show mine on {site}” {channel, select, none {below} other {under this message in {channel}}}, or type /privacy publish in any channel.',
  'discord.starter.notice.opt-out':
    'Replies in this thread appear under the article on {site}, with your name here. To keep yours on Discord, press “Keep mine here” {channel, select, none {below} other {under this message in {channel}}}, or type /privacy keep in any channel.',
  'discord.starter.page': 'Read on {site}',

  // Discord: moderators
  'discord.notADiscussion': 'This is not the thread of a discussion. Use it in the thread under an article.',
  'discord.notAReply': 'Only what members wrote in a discussion can be on the page, and this is none of it.',
  'discord.messageGone': 'This message is not there any more. If it was deleted, it is off the page too.',
  'discord.notModerator':
    'This is for moderators: whoever may manage messages in this channel, or has the role that /belowline setup names.',
  'discord.badLink':
    'This link leads to no comment of a discussion here. Copy it from a message (“Copy Message Link”), or from a comment’s date on the page.',
  'discord.attach.notice.ask':
    'This is the discussion of “{title}” from now on. Replies stay on Discord, those from before too, unless you agree that yours are shown under the article on {site}, with your name here: press “Show mine on {site}” below, or type /privacy publish in any channel.',
  'discord.attach.notice.opt-out':
    'This is the discussion of “{title}” from now on: replies appear under the article on {site}, with your name here. To keep yours on Discord, press “Keep mine here” below, or type /privacy keep in any channel. What was written before this message stays on Discord unless its author presses “Show mine on {site}” or types /privacy publish.',
  'discord.attach.done':
    'This thread is the discussion of “{title}” now. What was written before waits for its authors’ answer.',
  'discord.attach.noThread': 'Use this in a public thread, or in a post of a forum.',
  'discord.attach.taken': 'This thread is the discussion of an article already. /discussion info says of which.',
  'discord.attach.elsewhere':
    'This article is under discussion already, in {thread}. There can be one discussion of an article here.',
  'discord.info.articleGone':
    '**The article is gone from the site.** If it comes back under the same address, this is its discussion again.',
  'discord.info.page': 'Page: {url}',
  'discord.info.thread': 'Thread: {url}',
  'discord.info.opened': 'Opened with /article on {when}.',
  'discord.info.attached': 'A thread that was there before; the discussion since {when}.',
  'discord.info.policy.ask': 'Replies are shown once their authors agree.',
  'discord.info.policy.opt-out': 'Replies are shown unless their authors keep them here.',
  'discord.info.counts':
    '{comments, plural, =0 {No comments are} one {# comment is} other {# comments are}} on the page, {discordOnly, plural, =0 {none is} one {# is} other {# are}} only on Discord. {waiting, plural, =0 {Nobody has still to answer.} one {# member has still to answer.} other {# members have still to answer.}}',
  'discord.info.curated':
    'Recommended: {recommended}. {summary, select, none {No summary.} withdrawn {The summary waits for a moderator’s look: /summary show.} other {There is a summary.}}',
  'discord.info.last': 'Last message that was read: {when}.',
  'discord.info.locked': 'The thread is locked, so comments are closed on the page.',
  'discord.info.notShown':
    '**Nothing of it is on the page just now**: not everyone can read the channel, or I cannot see it. /belowline check says why.',
  'discord.setup.notManager': 'This is for whoever may manage this server.',
  'discord.setup.heading': '**Setup** ({step} of {steps})',
  'discord.setup.now': 'Now: {value}',
  'discord.setup.none': 'None',
  'discord.setup.back': 'Back',
  'discord.setup.next': 'Next',
  'discord.setup.noInvite': 'This is no invite of Discord’s. It looks like https://discord.gg/abcdef.',
  'discord.setup.cannotWrite':
    'I cannot write in {channel}. Allow me View Channel and Send Messages there, then pick it again.',
  'discord.setup.everyone': '@everyone is too many. Pick another role.',
  'discord.setup.notMentionable':
    'I cannot ping {role}. Allow anyone to mention it (Server Settings → Roles), then pick it again.',
  'discord.setup.home':
    '**Where shall articles be discussed?** Pick a text channel, an announcement channel or a forum that everyone can read. /article opens discussions there unless another channel is picked.',
  'discord.setup.home.name': 'Home channel',
  'discord.setup.openers': '**Who may bring an article into discussion with /article?**',
  'discord.setup.openers.name': 'Who may open discussions',
  'discord.setup.openers.discord': 'Whoever may create threads there',
  'discord.setup.openers.moderators': 'Moderators only',
  'discord.setup.policy':
    '**Whose replies are shown on the page?** Asking first is the default: nothing that a member writes is shown, or even stored, before they agree. The other way, everyone’s are shown with a notice, and each member can keep theirs on Discord. Open discussions keep what they announced; only asking counts in them at once.',
  'discord.setup.policy.name': 'Whose replies are shown',
  'discord.setup.policy.ask': 'Ask each member first',
  'discord.setup.policy.opt-out': 'Show, with a notice',
  'discord.setup.policy.none': 'As the site is set up',
  'discord.setup.moderators':
    '**Which role moderates, besides whoever may manage messages?** Its members may recommend, hide and sum up. Discord shows them the commands once you allow it: Server Settings → Integrations → this bot → the commands /summary, /discussion, “Recommend on site” and “Pin as summary” → Add Roles.',
  'discord.setup.moderators.name': 'Moderators’ role',
  'discord.setup.reports':
    '**Where shall reports go?** Pick a channel that moderators read. Without one, members who report something are told whom to write to.',
  'discord.setup.reports.name': 'Channel for reports',
  'discord.setup.notify':
    '**Which role may be told of a new discussion?** Only moderators can do that, with “notify” of /article, and no other role is ever pinged.',
  'discord.setup.notify.name': 'Role that may be pinged',
  'discord.setup.language':
    '**In which language do I write for everyone here?** Each member gets private answers in their own.',
  'discord.setup.language.name': 'Language',
  'discord.setup.language.none': 'As this server on Discord',
  'discord.setup.invite':
    '**Which invite do readers get?** It stands on the page as “Join the discussion on Discord”. Make one that does not expire.',
  'discord.setup.invite.name': 'Invite for readers',
  'discord.setup.invite.example': 'Such as https://discord.gg/abcdef',
  'discord.setup.enterInvite': 'Enter an invite',
  'discord.setup.posting':
    '**Shall new articles be posted by themselves in the home channel?** Only those that are published from now on.',
  'discord.setup.posting.name': 'New articles by themselves',
  'discord.setup.posting.on': 'Yes, from now on',
  'discord.setup.posting.off': 'No',
  'discord.setup.finish':
    '**That is all.** Whatever you picked counts already. /belowline check says whether everything works.',
  'discord.setup.firstArticle': 'Open a first discussion: pick an article',
  'discord.check.taken': '{right}: taken by the exception for {taker} in this channel’s permissions',
  'discord.check.ungranted': '{right}: none of my roles has it',
  'discord.check.moreChannels': '…and {count, plural, one {one more channel} other {# more channels}}.',
  'discord.check.intent': 'I can read messages.',
  'discord.check.noIntent': 'I cannot read what members write: the Message Content Intent is off.',
  'discord.check.store': 'The store answers.',
  'discord.check.noStore': 'The store does not answer.',
  'discord.check.discussions':
    '{discussions, plural, =0 {No discussions yet.} one {# discussion.} other {# discussions.}} {behind, plural, =0 {All have been read to the end.} one {# is still to be read.} other {# are still to be read.}}',
  'discord.check.times': 'Last event: {event}. Last read from Discord: {reading}.',
  'discord.check.never': 'not since I was started',
  'discord.check.lost': '{setting}: what was picked is gone. Pick another one with /belowline setup.',
  'discord.check.overdue':
    'In {threads}{more, plural, =0 {} other { and # more}} the pinned summary still shows words that have left the page: Discord does not let me change it.',
  'discord.check.next.store': 'Tell whoever runs the site: the store does not answer, and its log says why.',
  'discord.check.next.intent':
    'Whoever owns the bot must switch on “Message Content Intent” in Discord’s Developer Portal, on the page Bot.',
  'discord.check.next.rights':
    'Mend what is marked ❌: Edit Channel → Permissions, for my role. Then use this command again.',
  'discord.check.next.overdue':
    'Unlock the threads whose summary I cannot change, or allow me Manage Threads there. I change it by myself then.',
  'discord.check.next.setup': 'Pick a home channel with /belowline setup.',
  'discord.check.next.lost': 'Pick again what is gone, with /belowline setup.',
  'discord.check.next.open': 'Open a first discussion with /article.',
  'discord.check.next.nothing': 'Nothing to do: everything works.',
  'discord.audit.title': '**Log** (page {page} of {pages})',
  'discord.audit.empty': 'Nothing has been noted yet.',
  'discord.audit.nobody': '–',
  'discord.audit.comment.hidden': 'hid a comment',
  'discord.audit.comment.unhidden': 'showed a comment again',
  'discord.audit.member.hidden': 'hid everything by a member',
  'discord.audit.member.unhidden': 'showed a member’s comments again',
  'discord.audit.comment.recommended': 'recommended a comment',
  'discord.audit.comment.unrecommended': 'withdrew a recommendation',
  'discord.audit.summary.set': 'set the summary',
  'discord.audit.summary.removed': 'removed the summary',
  'discord.audit.summary.sentence.withdrawn': 'a comment went, and with it what the summary had from it',
  'discord.audit.summary.withdrawn': 'a comment went, and the summary waits for a moderator to look at it',
  'discord.audit.summary.mention.erased': 'a mention of somebody who was forgotten left the summary',
  'discord.audit.report.made': 'a comment was reported',
  'discord.audit.report.dismissed': 'dismissed a report',
  'discord.audit.discussion.opened': 'opened a discussion',
  'discord.audit.discussion.attached': 'made a thread a discussion',
  'discord.audit.discussion.closed': 'a discussion was closed',
  'discord.audit.discussion.links.hidden': 'hid links',
  'discord.audit.settings.changed': 'changed a setting',
  'discord.audit.consent.published': 'a member agreed to be shown',
  'discord.audit.consent.kept': 'a member keeps theirs on Discord',
  'discord.audit.member.exported': 'a member took a copy of what is stored',
  'discord.audit.member.forgotten': 'a member was forgotten',
  'discord.notify.none':
    'There is no role to tell. Somebody who manages this server can pick one with /belowline setup.',
  'discord.notify.notModerator': 'Only moderators can tell a role of a new discussion. Leave out “notify”.',
  'discord.notify.sent': '{role} New under discussion: “{title}”',
  'discord.hide.title': 'Hide from the page',
  'discord.hide.reason': 'Reason (kept in the log)',
  'discord.hide.everything': 'Everything by this member, now and later',
  'discord.hide.done': 'It is off the page. On Discord it stays as it is.',
  'discord.hide.memberDone':
    'Everything by this member is off the page, and will stay off. On Discord it stays as it is.',
  'discord.hide.undo': 'Show it again',
  'discord.hide.undone': 'It is not hidden any more: it is on the page again if its author agreed to that.',
  'discord.hide.onlyOwn':
    'You can hide what you wrote yourself. To tell the moderators about this one, use “Report to moderators”.',
  'discord.hide.byModerators': 'A moderator hid this, so only moderators can show it again.',
  'discord.hide.deleted':
    'This was deleted, so it is off the page already. To hide everything by its author, use another message of theirs.',
  'discord.hide.notOnPage': 'This is not on the page.',
  'discord.recommend.title': 'Recommend to readers',
  'discord.recommend.note': 'Note (may be left empty)',
  'discord.recommend.noteMeaning': 'It stands with the comment on the page, with your name if yours are shown there.',
  'discord.recommend.done': 'Recommended: it stands above the other comments now. Use the command again to undo it.',
  'discord.recommend.doneLast': 'Recommended. There can be 20, so the oldest one made room.',
  'discord.recommend.undone': 'It is not recommended any more.',
  'discord.recommend.hidden': 'This is hidden from the page. Show it again before you recommend it.',
  'discord.recommend.deleted': 'This was deleted, so it cannot be recommended.',
  'discord.recommend.discordOnly':
    'This cannot be recommended: its author has not agreed that it is shown, so it is only on Discord.',
  'discord.report.title': 'Report to the moderators',
  'discord.report.reason': 'What is wrong with it?',
  'discord.report.reasonMeaning': 'The moderators see the comment and this reason, and not who reports it.',
  'discord.report.reason.insult': 'It insults or threatens somebody',
  'discord.report.reason.spam': 'It is advertising or spam',
  'discord.report.reason.privacy': 'It tells something private',
  'discord.report.reason.other': 'Something else',
  'discord.report.done': 'Thank you. The moderators know of it.',
  'discord.report.made': 'A comment on “{title}” was reported: {url}\nReason: {reason}',
  'discord.report.hide': 'Hide',
  'discord.report.dismiss': 'Dismiss',
  'discord.report.hidden': '**It was hidden from the page.**',
  'discord.report.dismissed': '**A moderator looked at it: it stays as it is.**',
  'discord.report.settledBy': '**It is off the page already: deleted or hidden.**',
  'discord.report.noChannel': 'The moderators here have no channel for reports yet. Please write to one of them.',
  'discord.report.write': 'The moderators here have no channel for reports yet. Please write to {contact}.',
  'discord.report.unreachable': 'The moderators’ channel cannot be reached just now. Please write to one of them.',
  'discord.report.settled': 'There is nothing to do any more: it was deleted or hidden already.',
  'discord.report.tooOften': 'You have reported several comments within ten minutes. Please wait a little.',
  'discord.summary.heading': 'The discussion so far',
  'discord.summary.sources': 'From these comments',
  'discord.summary.withdrawn': 'A comment that this was made from is gone. A moderator will look at it again.',
  'discord.summary.edit': 'Edit',
  'discord.summary.post': 'Post and pin',
  'discord.summary.discard': 'Discard',
  'discord.summary.editor': 'Summary of the discussion',
  'discord.summary.text': 'Summary',
  'discord.summary.textMeaning': 'At most 4,000 characters. Discord’s formatting works, on the page too.',
  'discord.summary.drafted': 'A draft, word for word from the comments. Nobody else sees it yet.',
  'discord.summary.tooFew': 'There are too few comments to draft from. Press Edit to write a summary yourself.',
  'discord.summary.edited': 'Your summary. Nobody else sees it yet.',
  'discord.summary.current': 'This summary is on the page, since {when}.',
  'discord.summary.toBeConfirmed':
    'This summary is off the page, because a comment that it was made from is gone. If nothing in it is from there, post it again; else edit it first.',
  'discord.summary.posted': 'It is pinned, and on the page: {url}',
  'discord.summary.pinned': 'It is pinned, and stands above the comments on the page now.',
  'discord.summary.removed': 'The summary is off the page.',
  'discord.summary.discarded': 'Discarded.',
  'discord.summary.none': 'There is no summary here. Make one with /summary draft.',
  'discord.summary.draftGone': 'This draft is no longer here. Make another one with /summary draft.',
  'discord.summary.draftGoneWords':
    'This draft is no longer here, but your words are: copy them, and paste them into /summary edit.',
  'discord.summary.tooLong': 'A summary has at most 4,000 characters; this one has {count, number}.',
  'discord.summary.sourceGone':
    'A comment that this was made from is no longer on the page. Press Edit, take out what came from it, and post it again.',
  'discord.summary.changedMeanwhile':
    'Another summary was pinned meanwhile; /summary show shows it. Press Post and pin again to put yours in its place.',
  'discord.summary.nothingLeft': 'There is nothing to post: the comments that this quotes are no longer on the page.',
  'discord.summary.locked':
    'This thread is locked, and Discord lets nobody press buttons in a locked thread. Unlock it, post the summary, then lock it again.',
  'discord.summary.hidden': 'This is hidden from the page. Show it again before you pin it.',
  'discord.summary.notPublished':
    'This cannot be the summary: its author has not agreed that it is shown, so it is only on Discord.',
  'discord.summary.noWords': 'This cannot be the summary: there are no words in it.',
  'discord.summary.tooManyPins':
    'This thread has 250 pinned messages, and Discord allows no more. Unpin one, then try again.',
  'discord.summary.cannotPin':
    'Discord does not let me: I need Send Messages in Threads, Embed Links and Pin Messages here, and Manage Threads where it is locked. Nothing was changed.',
  'discord.summary.pinnedNotShown':
    'You pinned {url}, but its author has not agreed that it is shown: it stays on Discord and is not the summary on the page.',

  // The page
  'page.about': 'Comments are written on Discord and shown here as they stand there.',
  'page.aboutSection': 'on',
  'page.answers': 'In answer to {name}',
  'page.answersDeleted': 'In answer to a comment that was deleted',
  'page.answersMember': 'In answer to a member',
  'page.answersModerator': 'In answer to a moderator',
  'page.alreadyMember': 'Already a member?',
  'page.alreadyMemberOf': 'Already a member of {guild}?',
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
  'page.join': 'Join the discussion on Discord',
  'page.member': 'a member',
  'page.moderator': 'a moderator',
  'page.moderatorBadge': 'Moderator',
  'page.next': 'Next',
  'page.noArticles': 'There are no articles yet.',
  'page.notOpened': 'The discussion has not been opened yet.',
  'page.notShown': 'not shown here',
  'page.onlyAbout': 'Only comments on',
  'page.openThread': 'Open the thread',
  'page.others': 'Also discussed in',
  'page.pages': 'Pages of comments',
  'page.pagesOfArticles': 'Pages of articles',
  'page.permalink': 'Link to this comment',
  'page.pinnedBy': 'Pinned by {name}',
  'page.pinnedByModerator': 'Pinned by a moderator',
  'page.previous': 'Previous',
  'page.reactions': 'Reactions',
  'page.readArticle': 'Read the whole article',
  'page.recommended': 'Recommended Comments',
  'page.recommendedBy': 'Recommended by {name}',
  'page.recommendedByModerator': 'Recommended by a moderator',
  'page.privacy': 'Privacy',
  'page.replies': '{count, plural, one {# reply} other {# replies}}',
  'page.report': 'Report',
  'page.reportOf': 'Report the comment by {name}',
  'page.reportSubject': 'Report a comment',
  'page.rules': 'House rules',
  'page.showAll': 'Show all comments',
  'page.skip': 'Skip to the text',
  'page.sort': 'Order of comments',
  'page.sort.newest': 'Newest',
  'page.sort.oldest': 'Oldest',
  'page.sort.top': 'Top',
  'page.summary': 'The discussion so far',
  'page.summaryBy': 'Summary by {name}',
  'page.summaryByModerator': 'Summary by a moderator',
  'page.toArticles': 'All articles',
  // The comments on other sites
  'page.embed.counted':
    'From 1 to {most, number} pages can be asked about at once, each as a “url”; you asked about {given, number}.',
  'page.embed.credentials': 'An address with a name or a password in it, such as “{given}”, is no page of a site.',
  'page.embed.failed': 'The comments could not be loaded.',
  'page.embed.format': '“format” must be one of {allowed}, not “{given}”.',
  'page.embed.long': 'The address of a page may have at most {most, number} characters.',
  'page.embed.noArticle': 'There is no article “{given}”.',
  'page.embed.none': 'There are no comments for this page.',
  'page.embed.open': 'Open the discussion',
  'page.embed.origin':
    'Pages of {given} may not show these comments. Their operator can allow it with the setting EMBED_ORIGINS.',
  'page.embed.rivals':
    'This page says that it is “{one}”, while its own address is that of “{other}”. It is shown neither discussion.',
  'page.embed.unknown': 'No article is known at the address {given}.',
  'page.embed.web': 'The address of a page must be whole and begin with https:// or http://, not “{given}”.',
  'page.embed.which': 'Name the page with url=… or the article with article=…, and only one of them.',
  'page.why.article': 'This page gets the discussion of the article',
  'page.why.claim.canonical': 'The canonical address that the page names',
  'page.why.claim.og': 'The og:url that the page names',
  'page.why.claim.url': 'The page’s own address',
  'page.why.found': 'This is the page of the article “{title}”.',
  'page.why.name': 'So the page is known as',
  'page.why.none': 'No article is known for this page, so it gets no discussion.',
  'page.why.rule.amp': 'AMP shows the same page:',
  'page.why.rule.encoding': 'Percent-encoding is written in one way:',
  'page.why.rule.fragment': 'A place on the page does not count:',
  'page.why.rule.host': 'www, amp and a dot at its end do not count in a host:',
  'page.why.rule.index': 'index.html stands for its folder:',
  'page.why.rule.order': 'The order of parameters does not count:',
  'page.why.rule.port': 'The usual port does not count:',
  'page.why.rule.scheme': 'http and https are the same page:',
  'page.why.rule.slashes': 'Doubled slashes and one at the end do not count:',
  'page.why.rule.tracking': 'Parameters that only track readers do not count:',
  'page.why.title': 'Which article is this page?',
  'page.why.unknown': 'No article has this page as its “url” or as one of its “aliases”.',
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
  'page.query.noMoreArticles': 'There are not that many articles.',
  'page.query.noPage':
    'There are not that many comments, or the comment to go on from is no longer here. The first page is {first}.',
  'page.query.noSection': 'This article has no section “{given}”. Its sections are: {allowed}.',
  'page.query.noSections': 'This article has no section “{given}”; it has no sections at all.',
  'page.query.number': '“{name}” must be a whole number from 1 to {most, number}, not “{given}”.',
  'page.query.oneOf': '“{name}” must be one of {allowed}, not “{given}”.',
  'page.query.once': '“{name}” may be given only once.',
  'page.query.oneStart': 'Only one of “page”, “after” and “before” may be given, not {names}.',

  // The page: what this instance keeps
  'privacy.title': 'Privacy',
  'privacy.intro':
    'Comments on {site} are written on Discord. This page says what {site} keeps of them, why and for how long, and how you see or erase what is yours.',
  'privacy.short': 'In short',
  'privacy.policy': 'Whose replies are shown',
  'privacy.policy.ask': 'Those of members who agreed to it. All others stay on Discord.',
  'privacy.policy.opt-out': 'Everyone’s, with a notice that says so and a button to keep one’s own on Discord.',
  'privacy.policy.in': 'On the server {guild}',
  'privacy.policy.own':
    'A Discord server may choose otherwise for itself; what it posts to each article there says which holds. No discussion shows more than it announced.',
  'privacy.retention': 'Traces of members who have not answered',
  'privacy.retention.days': 'Erased after {days, plural, one {# day} other {# days}}.',
  'privacy.store': 'Where it is kept',
  'privacy.store.sqlite': 'In a database file on the site’s own server.',
  'privacy.store.memory': 'In the memory of the site’s own server. It is gone when the program stops.',
  'privacy.readers': 'Readers',
  'privacy.readers.nothing':
    'Of you as a reader we keep nothing: no cookies, no scripts, nothing loaded from elsewhere, no list of who read what.',
  'privacy.keep': 'What we keep',
  'privacy.keep.shown': 'A reply that is shown',
  'privacy.keep.shown.what':
    'Its words, when it was written and edited, what it answers, how often each reaction was given (never by whom), the name, type and size of attached files (never the files), the Discord ID of its author, and whether they moderate there.',
  'privacy.keep.member': 'A member whose replies are shown',
  'privacy.keep.member.what':
    'The name that stands beside them, and in which discussions they wrote. A new name replaces it at once where Discord tells our program of it, otherwise with the member’s next reply or edit in a discussion, or next use of one of our commands or buttons. The page never has the Discord ID: a code stands for it, of which nobody can make the ID again.',
  'privacy.keep.held': 'A reply that is not shown',
  'privacy.keep.held.what':
    'The IDs of the message, of its author and of what it answers. No words, no name. Of members who chose to keep theirs on Discord, nothing new is noted at all.',
  'privacy.keep.answer': 'A member’s choice',
  'privacy.keep.answer.what':
    'What was chosen, when, and the wording and language in which we asked. This is the proof of it.',
  'privacy.keep.moderation': 'Moderation',
  'privacy.keep.moderation.what':
    'Which comment was recommended, hidden or reported, by whom, when, and the reason given. The moderator’s name stands beside a recommendation or a summary only if they agreed to be shown. Of what was deleted or hidden, IDs stay so that it does not come back, and no words.',
  'privacy.why': 'Why',
  'privacy.why.purpose':
    'To show under an article what members say about it, as they wrote it, and to follow what they and the moderators decide. Nothing else: no advertising, no profiles, no sale, no training of machine learning.',
  'privacy.why.public': 'What is shown is public. Anyone can read it, and search engines may list it.',
  'privacy.why.ask':
    'Words become public because their author agreed, with a button on Discord or with /privacy publish. Agreeing is voluntary, nobody needs it to take part, and it can be taken back at any time as easily as it was given.',
  'privacy.why.opt-out':
    'Words become public because these threads are held for the page: a notice at the top of each says so before anyone writes. Everyone may object at any time, with the button beside it or with /privacy keep, and still take part.',
  'privacy.long': 'How long',
  'privacy.long.shown':
    'What is shown stays as long as its discussion does, even after its author left the Discord server, until it is deleted on Discord, hidden by a moderator, or its author decides otherwise. The page follows within seconds, and within an hour no trace of the words is left in our database.',
  'privacy.long.traces':
    'IDs of replies whose authors have not answered, and of what was deleted, are erased after {days, plural, one {# day} other {# days}}. IDs of what was hidden stay as long as its discussion. The moderators’ log keeps its last {lines, number} lines.',
  'privacy.long.gone':
    'When a channel is closed to the public, its discussions leave the page at once. When our program can no longer see a discussion, say because the Discord server removed it, all that was kept of it is erased {days, plural, one {# day} other {# days}} later. Of a server that removed it, its settings, its log and who agreed to be shown are erased then, too.',
  'privacy.long.choice':
    'A choice is kept until its member changes it or asks to be forgotten; one to keep replies on Discord even after the server removed our program, so that it holds should the program come back. Of who was forgotten, only a code, the time and whether moderators had hidden them remain, so that nothing of theirs comes back, not even from a backup. For the same reason a code, the time and what was decided are kept when a member takes replies back, and when a comment or a member is hidden or shown again; nobody can tell from the code whom it stands for without our database.',
  'privacy.erase': 'How to see and erase it',
  'privacy.erase.commands': 'Type these commands on Discord, in the server where you wrote. Only you see the answer.',
  'privacy.erase.show': 'What is kept about you, since when, and where you wrote.',
  'privacy.erase.export': 'All of it as a file.',
  'privacy.erase.publish': 'Shows your replies on {site}.',
  'privacy.erase.keep': 'Takes your replies off {site} and keeps them on Discord.',
  'privacy.erase.forget': 'Erases your words, your name, your IDs and your choice from everything we keep.',
  'privacy.erase.one':
    'To change or delete one reply, edit or delete it on Discord. To take it off the page only, open the message’s menu there and choose Apps, then “Hide from site”.',
  'privacy.erase.left':
    'If you left the server or cannot use it any more, write to the contact below and give your Discord user ID. We erase it for you.',
  'privacy.stays': 'What others may still see',
  'privacy.stays.place':
    'Where others answered you, the place is marked “This comment was deleted.”, without your name.',
  'privacy.stays.quoted':
    'If somebody quoted your words in a comment of their own, they stay in that comment. Its author or a moderator can remove them.',
  'privacy.stays.discord':
    'On Discord your messages stay until you delete them there. Copies that readers or search engines made are out of our reach; search engines drop theirs when they come by again.',
  'privacy.who': 'Who answers',
  'privacy.who.site': '{site} is responsible for what this page describes.',
  'privacy.who.contact': 'Questions, requests and complaints: {contact}',
  'privacy.who.nobody': 'No contact is named here yet. The moderators on Discord take questions and requests.',
  'privacy.who.authority': 'You can also turn to the data protection authority of the place where you live.',
  'privacy.who.discord': 'Discord is responsible for what it keeps itself. Its own policy: {url}',

  // Discord's markdown, where it stands for words
  'markdown.member': 'a member',
  'markdown.moderator': 'a moderator',
  'markdown.role': 'a role',
  'markdown.channel': 'a channel',
  'markdown.customize': 'Channels & Roles',
  'markdown.browse': 'Browse Channels',
  'markdown.guide': 'Server Guide',
  'markdown.linkedRoles': 'Linked Roles',
  'markdown.spoiler': 'Spoiler',
} as const;
