/**
 * Every user-facing text in Discord and on the page, as ICU messages, grouped by area.
 * To add a language, add a file of the same shape named by its tag: `fr.ts` exports `fr`.
 */
export const en = {
  // Discord: answers to commands
  'discord.opened': '“{title}” is now open for discussion: {url}',
  'discord.alreadyOpen': '“{title}” already has a discussion: {url}',
  'discord.article.discussed':
    '{count, plural, =0 {No comments yet.} one {# comment.} other {# comments.}} Join in: {url}',
  'discord.article.notDiscussed': 'No discussion yet.',
  'discord.unknownArticle':
    'There is no article “{name}”. Pick one from the list that appears as you type, or see them all with /articles.',
  'discord.unknownSection': 'The article “{title}” has no section “{name}”. Its sections: {sections}.',
  'discord.severalArticles':
    'Several articles match “{name}”: {titles}. Type more of the title, or pick one from the list that appears as you type.',
  'discord.severalSections':
    'Several sections of “{title}” match “{name}”: {sections}. Type more of the heading, or pick one from the list that appears as you type.',
  'discord.noSections': 'The article “{title}” has no sections. Read it here: {url}',
  'discord.articleNeeded':
    'Which article? Pick one with the “article” option, or use the command in an article’s thread.',
  'discord.notThisChannel':
    'A discussion needs a text channel, an announcement channel or a forum. Pick one with the “channel” option.',
  'discord.privateThread':
    'This thread is private, but discussions are open to everyone. Use the command in a channel, or pick one with the “channel” option.',
  'discord.unfit.private':
    'Not everyone can read {channel}, but comments appear on a public page. Pick a channel where @everyone has View Channel and Read Message History.',
  'discord.unfit.ageRestricted':
    '{channel} is age-restricted, but comments appear on a public page. Pick another channel.',
  'discord.missingRights':
    'I am missing permissions in {channel}: {rights}. Someone who manages this server can grant them in the channel’s settings, under Permissions. Nothing was posted.',
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
    'An earlier attempt to post this article left something in {channel} that I could not delete. Delete it there or give me Manage Threads, then try again.',
  'discord.noTagInForum':
    'The forum {channel} requires a tag on every post but has no tags. Add one there, then try again. Nothing was posted.',
  'discord.refused': 'Discord refused: {reason} (code {code}). Nothing was posted.',
  'discord.cannotSpeak': 'You cannot write in this channel, so only you can see this.',
  'discord.fault':
    'Something went wrong on our side. If you report it to the site’s editors, include this code: {code}',
  'discord.notHere':
    'I am not on this server right now, so I cannot do anything here. Try again in a minute. If that does not help, someone who manages the server can invite me again.',
  'discord.gone': 'This is out of date. Use the command again.',
  'discord.section.readOn': 'Read on',
  'discord.section.more': 'The rest is here: {url}',
  'discord.menu.placeholder': 'Read a section (only you see it)',
  'discord.list.title': '**Articles** (page {page} of {pages})',
  'discord.list.comments': '{count, plural, one {# comment} other {# comments}}',
  'discord.list.none': 'There are no articles yet.',
  'discord.list.noneFor': 'No article title matches “{query}”.',
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
    '{count, plural, =0 {You have no replies on the page yet. They will appear as {name}.} one {Your reply is on the page as {name}: {url}.} other {Your # replies are on the page as {name}: {url}.}} New replies in article threads here will appear too. To take them back, press a button or type /privacy keep in any channel.',
  'discord.consent.publishHidden':
    'Your choice is saved, but the moderators keep your replies off the page. If you think that is a mistake, ask them. To take your choice back, press a button or type /privacy keep in any channel.',
  'discord.consent.keepDone':
    'Your replies stay on Discord. Nothing you wrote is on {site}, and new replies will not be either. What you have written so far will not be shown there later. To show new replies after all, press the button or type /privacy publish in any channel.',
  'discord.consent.overtaken': 'You have since made a different choice, and that one counts.',
  'discord.consent.onlyNewDone':
    'What you have written so far is off the page. New replies will appear on {site}. To keep those on Discord too, press the button or type /privacy keep in any channel.',
  'discord.undo': 'Undo',
  'discord.undo.until':
    'Undo works until {when}. Then this is final, and the last trace of those replies, their IDs, is erased.',
  'discord.undo.done': 'Undone: it is as if you had not pressed.',
  'discord.undo.unanswered':
    'You have not chosen whether to show your replies on {site}. To choose, press a button or type /privacy publish or /privacy keep in any channel.',
  'discord.undo.late':
    'Undo works for ten minutes, and they are over: your choice is final. To show what you write from now on, type /privacy publish in any channel.',
  'discord.undo.void':
    'There is nothing to undo here: it was undone already, or you have made another choice since. To see what counts now, type /privacy show in any channel.',
  'discord.privacy.neverChose': 'You have not yet chosen whether to show your replies.',
  'discord.privacy.chose.publish': 'On {when}, you agreed to show your replies on {site}.',
  'discord.privacy.chose.keep':
    'On {when}, you chose to keep your replies on Discord. No new replies of yours are recorded.',
  'discord.privacy.counts':
    '{published, plural, =0 {None of your replies is} one {One of your replies is} other {# of your replies are}} shown on {site}, with your words and your name. {held, plural, =0 {} one {For one more, only its ID is stored, for {days} days.} other {For # more, only their IDs are stored, for {days} days.}}',
  'discord.privacy.hiddenByModerators': 'A moderator has taken your replies off the page.',
  'discord.privacy.threads': 'You took part in these discussions:',
  'discord.privacy.moreThreads': '…and in {count, plural, one {one more} other {# more}}.',
  'discord.privacy.exported':
    '{count, plural, one {Everything stored about you.} other {Everything stored about you, in # files.}}',
  'discord.privacy.forgetQuestion':
    'Erase your words, your name, your IDs and your choice from the site and its database for good? Your messages stay on Discord. What you have written so far will never be shown again.',
  'discord.privacy.forgetYes': 'Erase everything',
  'discord.privacy.forgetNo': 'Cancel',
  'discord.privacy.forgetting': 'Erasing… {done, number} of {total, number}',
  'discord.privacy.forgotten':
    'Everything about you has been erased. If others quoted you in their own comments, the quotes stay there.',
  'discord.privacy.stayed': 'Nothing was changed.',

  // Discord: the starter message and its thread
  'discord.starter.notice.ask':
    'Replies in this thread stay on Discord unless you agree to show yours under the article on {site}, with your name on this server. To agree, press “Show mine on {site}” {channel, select, none {below} other {under this message in {channel}}}, or type /privacy publish in any channel.',
  'discord.starter.notice.opt-out':
    'Replies in this thread appear under the article on {site}, with your name on this server. To keep yours on Discord, press “Keep mine here” {channel, select, none {below} other {under this message in {channel}}}, or type /privacy keep in any channel.',
  'discord.starter.page': 'Read on {site}',

  // Discord: moderators
  'discord.notADiscussion': 'This is not a discussion thread. Use the command in an article’s thread.',
  'discord.notAReply': 'Only members’ replies in a discussion can be on the page, and this is not one.',
  'discord.messageGone': 'This message no longer exists. If it was deleted, it is off the page too.',
  'discord.notModerator':
    'Only moderators can do this: people who can manage messages in this channel or have the role picked in /belowline setup.',
  'discord.badLink':
    'This link does not lead to a comment in a discussion here. Copy a message’s link (“Copy Message Link”) or the link on a comment’s date on the page.',
  'discord.attach.notice.ask':
    'This is now the discussion of “{title}”. Replies, earlier ones too, stay on Discord unless you agree to show yours under the article on {site}, with your name on this server. To agree, press “Show mine on {site}” below, or type /privacy publish in any channel.',
  'discord.attach.notice.opt-out':
    'This is now the discussion of “{title}”. Replies appear under the article on {site}, with your name on this server. To keep yours on Discord, press “Keep mine here” below, or type /privacy keep in any channel. Anything written before this message stays on Discord unless its author presses “Show mine on {site}” or types /privacy publish.',
  'discord.attach.done':
    'This thread is now the discussion of “{title}”. Earlier messages stay on Discord until their authors agree.',
  'discord.attach.noThread': 'Use this in a public thread or a forum post.',
  'discord.attach.taken': 'This thread is already the discussion of an article. To see which, use /discussion info.',
  'discord.attach.elsewhere':
    'This article already has a discussion: {thread}. Each article can have only one on this server.',
  'discord.info.articleGone':
    '**The article is no longer on the site.** If it comes back at the same address, this will be its discussion again.',
  'discord.info.page': 'Page: {url}',
  'discord.info.thread': 'Thread: {url}',
  'discord.info.opened': 'Opened with /article on {when}.',
  'discord.info.attached': 'An existing thread, made the discussion on {when}.',
  'discord.info.policy.ask': 'Replies are shown once their authors agree.',
  'discord.info.policy.opt-out': 'Replies are shown unless their authors keep them on Discord.',
  'discord.info.counts':
    '{comments, plural, =0 {No comments are} one {# comment is} other {# comments are}} on the page, {discordOnly, plural, =0 {none is} one {# is} other {# are}} only on Discord. {waiting, plural, =0 {No choices are pending.} one {# member has not chosen yet.} other {# members have not chosen yet.}}',
  'discord.info.curated':
    'Recommended: {recommended}. {summary, select, none {No summary.} withdrawn {The summary is off the page until a moderator reviews it: /summary show.} other {There is a summary.}}',
  'discord.info.last': 'Last message read: {when}.',
  'discord.info.locked': 'The thread is locked, so comments on the page are closed.',
  'discord.info.notShown':
    '**Nothing from this discussion is on the page right now**: not everyone can read the channel, or I cannot see it. /belowline check says why.',
  'discord.setup.notManager': 'Only people with Manage Server can do this.',
  'discord.setup.heading': '**Setup** ({step} of {steps})',
  'discord.setup.now': 'Now: {value}',
  'discord.setup.none': 'None',
  'discord.setup.back': 'Back',
  'discord.setup.next': 'Next',
  'discord.setup.noInvite': 'This is not a Discord invite. An invite looks like https://discord.gg/abcdef.',
  'discord.setup.cannotWrite':
    'I cannot write in {channel}. Give me View Channel and Send Messages there, then pick it again.',
  'discord.setup.everyone': '@everyone cannot be used here. Pick another role.',
  'discord.setup.notMentionable':
    'I cannot ping {role}. Turn on “Allow anyone to @mention this role” (Server Settings → Roles), then pick it again.',
  'discord.setup.home':
    '**Where should articles be discussed?** Pick a text channel, an announcement channel or a forum that everyone can read. /article opens discussions there unless someone picks another channel.',
  'discord.setup.home.name': 'Home channel',
  'discord.setup.openers': '**Who can open a discussion with /article?**',
  'discord.setup.openers.name': 'Who can open discussions',
  'discord.setup.openers.discord': 'Anyone who can create threads there',
  'discord.setup.openers.moderators': 'Moderators only',
  'discord.setup.policy':
    '**Whose replies are shown on the page?** By default, each member is asked first: nothing they write is shown, or even stored, before they agree. Otherwise everyone’s replies are shown with a notice, and each member can keep theirs on Discord. Open discussions keep the policy they announced, but a switch to asking applies to them at once.',
  'discord.setup.policy.name': 'Whose replies are shown',
  'discord.setup.policy.ask': 'Ask each member first',
  'discord.setup.policy.opt-out': 'Show, with a notice',
  'discord.setup.policy.none': 'The site’s default',
  'discord.setup.moderators':
    '**Which role moderates, besides people with Manage Messages?** Its members can recommend and hide comments and write summaries. Discord shows them the commands once you allow it: Server Settings → Integrations → this bot → the commands /summary, /discussion, “Recommend on site” and “Pin as summary” → Add Roles.',
  'discord.setup.moderators.name': 'Moderator role',
  'discord.setup.reports':
    '**Where should reports go?** Pick a channel that moderators read. Without one, members who report something are told whom to contact.',
  'discord.setup.reports.name': 'Channel for reports',
  'discord.setup.notify':
    '**Which role can be pinged about new discussions?** Only moderators can do that, with the “notify” option of /article. No other role is ever pinged.',
  'discord.setup.notify.name': 'Role that can be pinged',
  'discord.setup.language':
    '**Which language should I use for messages to everyone?** Each member gets private answers in their own language.',
  'discord.setup.language.name': 'Language',
  'discord.setup.language.none': 'This server’s language on Discord',
  'discord.setup.invite':
    '**Which invite should readers get?** The page shows it as “Join the discussion on Discord”. Use one that does not expire.',
  'discord.setup.invite.name': 'Invite for readers',
  'discord.setup.invite.example': 'For example https://discord.gg/abcdef',
  'discord.setup.enterInvite': 'Enter an invite',
  'discord.setup.posting': '**Post new articles automatically in the home channel?** Only those published from now on.',
  'discord.setup.posting.name': 'Post new articles automatically',
  'discord.setup.posting.on': 'Yes, from now on',
  'discord.setup.posting.off': 'No',
  'discord.setup.closing':
    '**Should comments close by themselves?** So many days after the article, or after its discussion was opened, I lock the thread, and the page says that comments are closed. A discussion opened again with /discussion reopen stays open.',
  'discord.setup.closing.name': 'Comments close',
  'discord.setup.closing.days': 'After {days, number} days',
  'discord.setup.closing.none': 'Never by themselves',
  'discord.setup.telling':
    '**Tell members when their comment is recommended?** I send them one private message for each such comment.',
  'discord.setup.telling.name': 'Tell authors of recommended comments',
  'discord.setup.telling.on': 'Yes',
  'discord.setup.telling.off': 'No',
  'discord.setup.finishNow': 'Finish, leave the rest as it is',
  'discord.setup.staff':
    '**Who is staff?** Members with one of these roles have the badge “Staff” beside their name on the page. The badge comes and goes with their next reply, edit, command or button.',
  'discord.setup.staff.name': 'Roles of the staff',
  'discord.setup.authors':
    '**Who writes the articles?** Members with one of these roles have the badge “Author” on the page. An article can also name its authors’ Discord IDs.',
  'discord.setup.authors.name': 'Roles of the authors',
  'discord.setup.emoji':
    '**Which custom emoji mean approval?** They count like 👍 when comments are sorted by reactions. The others are shown but do not count.',
  'discord.setup.emoji.name': 'Custom emoji that count',
  'discord.setup.emoji.example': 'By name, for example :ferry: :bridge:',
  'discord.setup.enterEmoji': 'Enter emoji',
  'discord.setup.noEmoji':
    '{given} is not a custom emoji of this server. Write its name between colons, as :ferry:, or paste what \\:ferry: turns into in a message.',
  'discord.setup.tooManyEmoji': 'At most {most} emoji can count. Enter fewer.',
  'discord.setup.finish':
    '**All done.** Your choices already apply. To see whether everything works, use /belowline check.',
  'discord.setup.firstArticle': 'Pick an article to open a first discussion',
  'discord.check.taken': '{right}: denied for {taker} in this channel’s permissions',
  'discord.check.ungranted': '{right}: none of my roles grants it',
  'discord.check.moreChannels': '…and {count, plural, one {one more channel} other {# more channels}}.',
  'discord.check.intent': 'I can read messages.',
  'discord.check.noIntent': 'I cannot read what members write: the Message Content Intent is off.',
  'discord.check.store': 'The database responds.',
  'discord.check.noStore': 'The database does not respond.',
  'discord.check.discussions':
    '{discussions, plural, =0 {No discussions yet.} one {# discussion.} other {# discussions.}} {behind, plural, =0 {All are up to date.} one {# is not up to date yet.} other {# are not up to date yet.}}',
  'discord.check.times': 'Last event: {event}. Last read from Discord: {reading}.',
  'discord.check.never': 'none since I started',
  'discord.check.lost': '{setting}: your pick no longer exists. Pick another one with /belowline setup.',
  'discord.check.overdue':
    'In {threads}{more, plural, =0 {} other { and # more}}, the pinned summary still shows words that are no longer on the page, because Discord does not let me edit it.',
  'discord.check.next.store':
    'Tell the people who run the site that the database does not respond. Their log says why.',
  'discord.check.next.intent':
    'The bot’s owner must turn on “Message Content Intent” on the Bot page of Discord’s Developer Portal.',
  'discord.check.next.rights':
    'Fix what is marked ❌: Edit Channel → Permissions, for my role. Then use this command again.',
  'discord.check.next.overdue':
    'Unlock the threads whose summary I cannot edit, or give me Manage Threads there. I then edit it automatically.',
  'discord.check.next.setup': 'Pick a home channel with /belowline setup.',
  'discord.check.next.lost': 'Replace what no longer exists with /belowline setup.',
  'discord.check.next.open': 'Open a first discussion with /article.',
  'discord.check.next.nothing': 'Nothing to do: everything works.',
  'discord.audit.title': '**Log** (page {page} of {pages})',
  'discord.audit.empty': 'The log is empty.',
  'discord.audit.nobody': '–',
  'discord.audit.comment.hidden': 'hid a comment',
  'discord.audit.comment.unhidden': 'showed a comment again',
  'discord.audit.member.hidden': 'hid everything by a member',
  'discord.audit.member.unhidden': 'showed a member’s comments again',
  'discord.audit.comment.recommended': 'recommended a comment',
  'discord.audit.comment.unrecommended': 'withdrew a recommendation',
  'discord.audit.summary.set': 'set the summary',
  'discord.audit.summary.removed': 'removed the summary',
  'discord.audit.summary.sentence.withdrawn': 'a comment is gone, and its sentences left the summary',
  'discord.audit.summary.withdrawn': 'a comment is gone, and the summary needs a moderator’s review',
  'discord.audit.summary.mention.erased': 'the mention of a forgotten member left the summary',
  'discord.audit.report.made': 'a comment was reported',
  'discord.audit.report.dismissed': 'dismissed a report',
  'discord.audit.discussion.opened': 'opened a discussion',
  'discord.audit.discussion.attached': 'made a thread an article’s discussion',
  'discord.audit.discussion.closed': 'closed the comments of a discussion',
  'discord.audit.discussion.reopened': 'opened the comments of a discussion again',
  'discord.audit.discussion.links.hidden': 'hid links',
  'discord.audit.settings.changed': 'changed a setting',
  'discord.audit.consent.published': 'a member agreed to show their replies',
  'discord.audit.consent.kept': 'a member chose to keep their replies on Discord',
  'discord.audit.consent.undone': 'a member undid taking back their replies',
  'discord.audit.member.exported': 'a member exported their data',
  'discord.audit.member.forgotten': 'a member was forgotten',
  'discord.notify.none':
    'No role has been picked for this. Someone who manages this server can pick one with /belowline setup.',
  'discord.notify.notModerator': 'Only moderators can ping a role about a new discussion. Leave out “notify”.',
  'discord.notify.sent': '{role} New discussion: “{title}”',
  'discord.close.notice':
    'Comments are closed. What is on the page stays there. To change whether yours are shown, type /privacy publish or /privacy keep in any channel.',
  'discord.close.already': 'Comments are closed already: the thread is locked.',
  'discord.close.forbidden':
    'I cannot change this thread. Give me View Channel and Manage Threads in its channel, then try again.',
  'discord.close.refused':
    'The comments in {thread} are due to close, but I cannot lock the thread. Give me Manage Threads in its channel; I then close them automatically. The same goes for others that are due.',
  'discord.close.done': 'Comments are closed: the thread is locked, and the page says so.',
  'discord.close.reopened': 'Comments are open again and will not close by themselves.',
  'discord.hide.title': 'Hide from the page',
  'discord.hide.reason': 'Reason (kept in the log)',
  'discord.hide.everything': 'Everything by this member, now and later',
  'discord.hide.done': 'This is off the page now. It stays on Discord.',
  'discord.hide.memberDone': 'Everything by this member is off the page and will stay off. It all stays on Discord.',
  'discord.hide.undo': 'Show it again',
  'discord.hide.undone': 'This is no longer hidden. If its author agreed to show it, it is on the page again.',
  'discord.hide.onlyOwn':
    'You can only hide what you wrote yourself. To tell the moderators about this one, use “Report to moderators”.',
  'discord.hide.byModerators': 'A moderator hid this, so only moderators can show it again.',
  'discord.hide.deleted':
    'This was deleted, so it is already off the page. To hide everything by its author, use another message of theirs.',
  'discord.hide.notOnPage': 'This is not on the page.',
  'discord.recommend.title': 'Recommend to readers',
  'discord.recommend.note': 'Note (optional)',
  'discord.recommend.noteMeaning':
    'Appears with the comment on the page, with your name if your replies are shown there.',
  'discord.recommend.done': 'Recommended: this is now above the other comments. To undo it, use the command again.',
  'discord.recommend.told': 'The moderators of {server} recommend your comment on “{title}” to readers: {url}',
  'discord.recommend.doneLast': 'Recommended. There can be only 20, so the oldest recommendation was removed.',
  'discord.recommend.undone': 'This is no longer recommended.',
  'discord.recommend.hidden': 'This is hidden from the page. Show it again before you recommend it.',
  'discord.recommend.deleted': 'This was deleted, so it cannot be recommended.',
  'discord.recommend.held':
    'This cannot be recommended: its author has not agreed to show it, so it is only on Discord.',
  'discord.report.title': 'Report to the moderators',
  'discord.report.reason': 'What is wrong with it?',
  'discord.report.reasonMeaning': 'The moderators see the comment and this reason, but not who reported it.',
  'discord.report.reason.insult': 'It insults or threatens someone',
  'discord.report.reason.spam': 'It is advertising or spam',
  'discord.report.reason.privacy': 'It reveals something private',
  'discord.report.reason.other': 'Something else',
  'discord.report.done': 'Thank you. The moderators have your report.',
  'discord.report.made': 'A comment on “{title}” was reported: {url}',
  'discord.report.for': 'Reason: {reason}',
  'discord.report.by': 'By {author}, on the article:',
  'discord.report.by.section': 'By {author}, on the section “{section}”:',
  'discord.report.by.answering': 'By {author}, in reply to {answered} (“{words}”):',
  'discord.report.by.answeringUnshown': 'By {author}, in reply to a message that is not on the page:',
  'discord.report.noWords.held': 'It is not on the page, so its words are not repeated here.',
  'discord.report.noWords.hidden': 'It is hidden, so its words are not repeated here.',
  'discord.report.noWords.deleted': 'It was deleted, so its words are not repeated here.',
  'discord.report.noText': '(no text)',
  'discord.report.discussionGone': 'A comment was reported here. Its discussion is gone.',
  'discord.report.decided': 'Another moderator was faster: the report says what they did.',
  'discord.report.open': 'Open',
  'discord.report.hide': 'Hide',
  'discord.report.dismiss': 'Dismiss',
  'discord.report.hidden': '**{by, select, nobody {A moderator} other {{by}}} hid it from the page.**',
  'discord.report.dismissed': '**{by, select, nobody {A moderator} other {{by}}} reviewed it and left it as it is.**',
  'discord.report.settledBy': '**It is already off the page: deleted or hidden.**',
  'discord.report.noChannel': 'There is no channel for reports here yet. Please write to one of the moderators.',
  'discord.report.write': 'There is no channel for reports here yet. Please write to {contact}.',
  'discord.report.unreachable':
    'I cannot reach the moderators’ channel right now. Please write to one of the moderators.',
  'discord.report.settled': 'There is nothing left to do: this was already deleted or hidden.',
  'discord.report.tooOften': 'You have reported several comments in the last ten minutes. Please wait a little.',
  'discord.summary.heading': 'The discussion so far',
  'discord.summary.sources': 'From these comments',
  'discord.summary.withdrawn': 'A comment this was based on is gone. A moderator will review it.',
  'discord.summary.quotation': '“{words}”',
  'discord.summary.some': 'Some say: {words}',
  'discord.summary.others': 'Others say: {words}',
  'discord.summary.edit': 'Edit',
  'discord.summary.write': 'Write it myself',
  'discord.summary.post': 'Post and pin',
  'discord.summary.discard': 'Discard',
  'discord.summary.editor': 'Summary of the discussion',
  'discord.summary.text': 'Summary',
  'discord.summary.textMeaning': 'At most 4,000 characters. Discord’s formatting works, on the page too.',
  'discord.summary.drafted':
    '**Draft: read and edit before posting.** It quotes the comments word for word. Only you can see it so far.',
  'discord.summary.tooFew': 'There are too few comments to draft from. Press Write it myself to write a summary.',
  'discord.summary.noDraft': 'These comments do not make a good draft. Press Write it myself to write a summary.',
  'discord.summary.edited': 'Your summary. Only you can see it so far.',
  'discord.summary.current': 'This summary is on the page. It was last changed {when}.',
  'discord.summary.toBeConfirmed':
    'This summary is off the page, because a comment it was based on is gone. If nothing in it comes from that comment, post it again. Otherwise edit it first.',
  'discord.summary.posted': 'The summary is pinned and on the page: {url}',
  'discord.summary.pinned': 'This is pinned and is now above the comments on the page.',
  'discord.summary.removed': 'The summary is off the page.',
  'discord.summary.discarded': 'Discarded.',
  'discord.summary.none': 'There is no summary here. Make one with /summary draft.',
  'discord.summary.draftGone': 'This draft is no longer available. Make a new one with /summary draft.',
  'discord.summary.draftGoneWords':
    'This draft is no longer available, but your words are: copy them, and paste them into /summary edit.',
  'discord.summary.tooLong': 'A summary can have at most 4,000 characters. This one has {count, number}.',
  'discord.summary.sourceGone':
    'A comment this was based on is no longer on the page. Press Edit, take out what came from it, and post it again.',
  'discord.summary.changedMeanwhile':
    'Someone has pinned another summary in the meantime. To see it, use /summary show. To replace it with yours, press Post and pin again.',
  'discord.summary.quotesLost':
    'A comment that this draft quoted was edited or is no longer shown. Its words have left the draft. Read what is left before you post it.',
  'discord.summary.nothingLeft': 'There is nothing to post: the comments this quotes are no longer on the page.',
  'discord.summary.locked':
    'This thread is locked, and nobody can press buttons in a locked thread. Unlock it, post the summary, then lock it again.',
  'discord.summary.hidden': 'This is hidden from the page. Show it again before you pin it.',
  'discord.summary.notPublished':
    'This cannot be the summary: its author has not agreed to show it, so it is only on Discord.',
  'discord.summary.noWords': 'This cannot be the summary: it has no text.',
  'discord.summary.tooManyPins':
    'This thread has 250 pinned messages, the most that Discord allows. Unpin one, then try again.',
  'discord.summary.cannotPin':
    'Discord does not let me. I need Send Messages in Threads, Embed Links and Pin Messages here, and Manage Threads if the thread is locked. Nothing was changed.',
  'discord.summary.pinnedNotShown':
    'You pinned {url}, but its author has not agreed to show it. It stays on Discord and is not the summary on the page.',

  // The page
  'page.about': 'Comments are written on Discord and shown here as they appear there.',
  'page.aboutSection': 'on',
  'page.answers': 'In reply to {name}',
  'page.answersDeleted': 'In reply to a deleted comment',
  'page.answersMember': 'In reply to a member',
  'page.alreadyMember': 'Already a member?',
  'page.alreadyMemberOf': 'Already a member of {guild}?',
  'page.articles': 'Articles',
  'page.attachments': 'Attachments (see them on Discord)',
  'page.by': 'By',
  'page.closed': 'Comments are closed.',
  'page.closedSince': 'Comments are closed (since {when}).',
  'page.comments': 'Comments',
  'page.contact': 'Contact',
  'page.conversation': 'Conversation',
  'page.count': '{count, plural, one {# comment} other {# comments}}',
  'page.deleted': 'This comment was deleted.',
  'page.discordOnly': '{count, plural, one {# reply is} other {# replies are}} only on Discord.',
  'page.edited': 'edited',
  'page.empty': 'There are no comments to display.',
  'page.extra.poll': 'A poll (see it on Discord)',
  'page.extra.sticker': 'A sticker (see it on Discord)',
  'page.extra.voice': 'A voice message (listen on Discord)',
  'page.goToComment': 'Go to the comment',
  'page.headNotShown': 'This comment is not shown here.',
  'page.join': 'Join the discussion on Discord',
  'page.member': 'a member',
  'page.moderator': 'a moderator',
  'page.badge.author': 'Author',
  'page.badge.staff': 'Staff',
  'page.badge.moderator': 'Moderator',
  'page.moreReplies': '{count, plural, one {# more reply} other {# more replies}}',
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
  'page.readArticle': 'Read the full article',
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
  'page.skip': 'Skip to content',
  'page.sort': 'Sort comments',
  'page.sort.conversations': 'Conversations',
  'page.sort.newest': 'Newest',
  'page.sort.oldest': 'Oldest',
  'page.sort.top': 'Top',
  'page.summary': 'The discussion so far',
  'page.pinned': 'Pinned by the moderators',
  'page.summaryBy': 'Summary by {name}',
  'page.summaryByModerator': 'Summary by a moderator',
  'page.to': 'to {name}',
  'page.toArticles': 'All articles',
  'page.toDeleted': 'to a deleted comment',
  'page.toMember': 'to a member',
  // The comments on other sites
  'page.embed.counted': 'Ask about 1 to {most, number} pages at once, each as a “url”, not about {given, number}.',
  'page.embed.credentials': 'The address of a page cannot contain a user name or a password, as “{given}” does.',
  'page.embed.failed': 'The comments could not be loaded.',
  'page.embed.format': '“format” must be one of {allowed}, not “{given}”.',
  'page.embed.long': 'The address of a page can have at most {most, number} characters.',
  'page.embed.noArticle': 'There is no article “{given}”.',
  'page.embed.none': 'There are no comments for this page.',
  'page.embed.open': 'Open the discussion',
  'page.embed.origin': 'Pages of {given} may not show these comments. The setting EMBED_ORIGINS allows more sites.',
  'page.embed.rivals':
    'This page says that it is “{one}”, but its own address belongs to “{other}”. It gets neither discussion.',
  'page.embed.unknown': 'No article has the address {given}.',
  'page.embed.web': 'The address of a page must be complete and start with https:// or http://, not “{given}”.',
  'page.embed.which': 'Give either the page with url=… or the article with article=…, not both.',
  'page.feed.entry': '{name} on {title}',
  'page.feed.title': 'Comments on {title}',
  'page.live.full': 'Too many pages are listening for new comments. Please ask again in a minute.',
  'page.live.new': '{count, plural, one {# new comment} other {# new comments}}',
  'page.why.article': 'This page gets the discussion of the article',
  'page.why.claim.canonical': 'The page’s canonical address',
  'page.why.claim.og': 'The page’s og:url',
  'page.why.claim.url': 'The page’s own address',
  'page.why.found': 'This is the page of the article “{title}”.',
  'page.why.name': 'So the page is known as',
  'page.why.none': 'No article is known for this page, so it has no discussion.',
  'page.why.rule.amp': 'The AMP version is the same page:',
  'page.why.rule.encoding': 'Percent-encoding is normalized:',
  'page.why.rule.fragment': 'The fragment after # is ignored:',
  'page.why.rule.host': 'www, amp and a trailing dot in the host are ignored:',
  'page.why.rule.index': 'index.html stands for its folder:',
  'page.why.rule.order': 'The order of parameters is ignored:',
  'page.why.rule.port': 'The default port is ignored:',
  'page.why.rule.scheme': 'http and https are the same page:',
  'page.why.rule.slashes': 'Doubled and trailing slashes are ignored:',
  'page.why.rule.tracking': 'Tracking parameters are ignored:',
  'page.why.title': 'Which article is this page?',
  'page.why.unknown': 'No article has this page as its “url” or as one of its “aliases”.',
  // The page: errors
  'page.problem.gone': 'Page not found',
  'page.problem.query': 'We do not understand this address',
  'page.problem.failure': 'Something went wrong',
  'page.problem.failed': 'We could not make this page just now. Please try again in a minute.',
  'page.problem.method': 'This address only answers GET and HEAD.',
  'page.problem.noComment': 'There is no such comment here: it was never shown, or it is gone.',
  'page.problem.notFound': 'There is no page at this address.',
  'page.problem.tooLong': 'An address can have at most {most, number} characters here.',
  'page.query.id': '“{name}” must be the ID of a message or thread on Discord (at most 20 digits), not “{given}”.',
  'page.query.noDiscussion': 'This article has no discussion in the thread {given}.',
  'page.query.noMoreArticles': 'There are not that many articles.',
  'page.query.noPage':
    'There are not that many comments, or the comment to continue from is gone. The first page is {first}.',
  'page.query.noSection': 'This article has no section “{given}”. Its sections are: {allowed}.',
  'page.query.noSections': 'This article has no section “{given}”. It has no sections at all.',
  'page.query.number': '“{name}” must be a whole number from 1 to {most, number}, not “{given}”.',
  'page.query.oneOf': '“{name}” must be one of {allowed}, not “{given}”.',
  'page.query.once': 'Give “{name}” only once.',
  'page.query.oneStart': 'Give only one of “page”, “after” and “before”, not {names}.',

  // The privacy page
  'privacy.title': 'Privacy',
  'privacy.intro':
    'Comments on {site} are written on Discord. This page explains what {site} keeps of them, why and for how long, and how you can see or erase what is yours.',
  'privacy.short': 'In short',
  'privacy.policy': 'Whose replies are shown',
  'privacy.policy.ask': 'Only replies by members who agreed. All others stay on Discord.',
  'privacy.policy.opt-out': 'Everyone’s. A notice says so, with a button to keep your own on Discord.',
  'privacy.policy.in': 'On the server {guild}',
  'privacy.policy.own':
    'Each Discord server can choose its own policy, and what it posts for each article there says which one applies. No discussion shows more than it announced.',
  'privacy.retention': 'IDs of replies by members who have not answered',
  'privacy.retention.days': 'Erased after {days, plural, one {# day} other {# days}}.',
  'privacy.store': 'Where it is kept',
  'privacy.store.sqlite': 'In a database file on the site’s own server.',
  'privacy.store.memory': 'In the memory of the site’s own server. It is gone when the program stops.',
  'privacy.readers': 'Readers',
  'privacy.readers.nothing':
    'We keep nothing about you as a reader: no cookies, nothing loaded from elsewhere, no record of who read what. While you have an article open, it asks us whether there are new comments.',
  'privacy.keep': 'What we keep',
  'privacy.keep.shown': 'A reply that is shown',
  'privacy.keep.shown.what':
    'Its words, when it was written and edited, what it replies to, how often each reaction was given (never by whom), the name, type and size of attached files (never the files), and the Discord ID of its author.',
  'privacy.keep.member': 'A member whose replies are shown',
  'privacy.keep.member.what':
    'The name shown with them, whether they are an author, staff or a moderator there, and the discussions they wrote in. A new name replaces it at once where Discord tells our program about it. Elsewhere it does so with the member’s next reply or edit in a discussion, or the next time they use one of our commands or buttons. The page never contains the Discord ID, only a code that nobody can turn back into the ID.',
  'privacy.keep.held': 'A reply that is not shown',
  'privacy.keep.held.what':
    'The IDs of the message, of its author and of what it replies to. No words, no name. When a member takes replies back, their words and name go at once; these IDs stay while that can be undone, for ten minutes, and are erased within the hour after. From then on, nothing new by members who keep their replies on Discord is recorded at all.',
  'privacy.keep.answer': 'A member’s choice',
  'privacy.keep.answer.what':
    'What they chose, when, and the wording and language in which we asked. This is the proof of the choice.',
  'privacy.keep.moderation': 'Moderation',
  'privacy.keep.moderation.what':
    'Which comment was recommended, hidden or reported, by whom, when, and the reason given. A report in the moderators’ channel on Discord quotes the comment as long as it is shown here. The moderator’s name appears with a recommendation or a summary only if they agreed to be shown. Of what was deleted or hidden, we keep IDs so that it does not come back, but no words.',
  'privacy.why': 'Why',
  'privacy.why.purpose':
    'To show members’ comments under an article as they wrote them, and to carry out what they and the moderators decide. Nothing else: no advertising, no profiles, no sale of data, no training of machine learning.',
  'privacy.why.public': 'What is shown is public: anyone can read it, and search engines can list it.',
  'privacy.why.ask':
    'Words become public because their author agreed, with a button on Discord or with /privacy publish. Agreeing is voluntary. Nobody has to agree to take part, and consent can be withdrawn at any time as easily as it was given.',
  'privacy.why.opt-out':
    'Words become public because these threads exist for the page: a notice at the top of each says so before anyone writes. Everyone can object at any time, with the button beside it or with /privacy keep, and still take part.',
  'privacy.long': 'How long',
  'privacy.long.shown':
    'A shown reply stays as long as its discussion does, even after its author leaves the Discord server, until it is deleted on Discord, hidden by a moderator, or its author decides otherwise. The page follows within seconds, and within an hour no trace of the words is left in our database.',
  'privacy.long.traces':
    'IDs of replies whose authors have not answered, and of deleted replies, are erased after {days, plural, one {# day} other {# days}}. IDs of hidden replies stay as long as their discussion does. The moderators’ log keeps its last {lines, number} entries.',
  'privacy.long.gone':
    'When a channel is closed to the public, its discussions leave the page at once. When our program can no longer see a discussion, for example because the Discord server removed the program, everything kept of that discussion is erased {days, plural, one {# day} other {# days}} later. If a server removed the program, its settings, its log and the consents given there are then erased too.',
  'privacy.long.choice':
    'A choice is kept until the member changes it or asks to be forgotten. A choice to keep replies on Discord stays even after the server removed our program, so that it still holds if the program comes back. Of a forgotten member, only a code, the time and whether moderators had hidden them remain, so that nothing of theirs comes back, even from a backup. For the same reason, a code, the time and what was decided are kept when a member takes replies back, and when a comment or a member is hidden or shown again. Without our database, nobody can tell whom a code stands for.',
  'privacy.erase': 'How to see and erase it',
  'privacy.erase.commands': 'Type these commands on Discord, in the server where you wrote. Only you see the answer.',
  'privacy.erase.show': 'Shows what is kept about you, since when, and where you wrote.',
  'privacy.erase.export': 'Gives you all of it as a file.',
  'privacy.erase.publish': 'Shows your replies on {site}.',
  'privacy.erase.keep': 'Takes your replies off {site} and keeps them on Discord.',
  'privacy.erase.forget': 'Erases your words, your name, your IDs and your choice from everything we keep.',
  'privacy.erase.one':
    'To change or delete one reply, edit or delete it on Discord. To take it off the page only, open the message’s menu there, choose Apps, then “Hide from site”.',
  'privacy.erase.left':
    'If you left the server or can no longer use it, write to the contact below with your Discord user ID. We will erase everything for you.',
  'privacy.stays': 'What others may still see',
  'privacy.stays.place': 'Where others replied to you, the page says “This comment was deleted.”, without your name.',
  'privacy.stays.quoted':
    'If someone quoted your words in their own comment, they stay in that comment. Its author or a moderator can remove them.',
  'privacy.stays.discord':
    'Your messages stay on Discord until you delete them there. Copies made by readers or search engines are out of our reach; search engines drop theirs on their next visit.',
  'privacy.who': 'Who is responsible',
  'privacy.who.site': '{site} is responsible for what this page describes.',
  'privacy.who.contact': 'Questions, requests and complaints: {contact}',
  'privacy.who.nobody': 'No contact is named here yet. The moderators on Discord answer questions and requests.',
  'privacy.who.authority': 'You can also contact the data protection authority where you live.',
  'privacy.who.discord': 'Discord is responsible for what it keeps itself. Its privacy policy: {url}',

  // Placeholders for Discord's markdown
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
