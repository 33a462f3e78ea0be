import type { Catalogue } from './catalogues.ts';

/** German: Discord texts say "du", as members do among themselves; the page avoids addressing the reader. */
export const de: Catalogue = {
  // Discord: answers to commands
  'discord.opened': 'Über „{title}“ kann jetzt diskutiert werden: {url}',
  'discord.alreadyOpen': 'Zu „{title}“ gibt es schon eine Diskussion: {url}',
  'discord.article.discussed':
    '{count, plural, =0 {Noch keine Kommentare.} one {# Kommentar.} other {# Kommentare.}} Diskutier mit: {url}',
  'discord.article.notDiscussed': 'Noch keine Diskussion.',
  'discord.unknownArticle':
    'Einen Artikel „{name}“ gibt es nicht. Such dir einen aus der Liste aus, die beim Tippen erscheint, oder sieh dir mit /artikelliste alle an.',
  'discord.unknownSection': 'Der Artikel „{title}“ hat keinen Abschnitt „{name}“. Seine Abschnitte: {sections}.',
  'discord.severalArticles':
    'Zu „{name}“ passen mehrere Artikel: {titles}. Tipp mehr vom Titel ein, oder such dir einen aus der Liste aus, die beim Tippen erscheint.',
  'discord.severalSections':
    'Zu „{name}“ passen mehrere Abschnitte des Artikels „{title}“: {sections}. Tipp mehr von der Überschrift ein, oder such dir einen aus der Liste aus, die beim Tippen erscheint.',
  'discord.noSections': 'Der Artikel „{title}“ hat keine Abschnitte. Du kannst ihn hier lesen: {url}',
  'discord.articleNeeded':
    'Welcher Artikel? Wähl einen mit der Option „artikel“, oder nutze den Befehl im Thread eines Artikels.',
  'discord.notThisChannel':
    'Eine Diskussion braucht einen Textkanal, einen Ankündigungskanal oder ein Forum. Wähl den Ort mit der Option „kanal“.',
  'discord.privateThread':
    'Dieser Thread ist privat, Diskussionen sind aber für alle da. Nutze den Befehl in einem Kanal, oder wähl einen mit der Option „kanal“.',
  'discord.unfit.private':
    'Nicht alle können {channel} lesen, Kommentare erscheinen aber auf einer öffentlichen Seite. Wähl einen Kanal, in dem @everyone die Rechte „Kanal ansehen“ und „Nachrichtenverlauf anzeigen“ hat.',
  'discord.unfit.ageRestricted':
    '{channel} hat eine Altersbeschränkung, Kommentare erscheinen aber auf einer öffentlichen Seite. Wähl einen anderen Kanal.',
  'discord.missingRights':
    'In {channel} fehlen mir Rechte: {rights}. Wer diesen Server verwaltet, kann sie in den Einstellungen des Kanals unter „Berechtigungen“ erteilen. Es wurde nichts gepostet.',
  'discord.right.ViewChannel': 'Kanal ansehen',
  'discord.right.SendMessages': 'Nachrichten senden',
  'discord.right.SendMessagesInThreads': 'Nachrichten in Threads senden',
  'discord.right.ReadMessageHistory': 'Nachrichtenverlauf anzeigen',
  'discord.right.ManageThreads': 'Threads verwalten',
  'discord.right.CreatePublicThreads': 'Öffentliche Threads erstellen',
  'discord.right.AttachFiles': 'Dateien anhängen',
  'discord.right.EmbedLinks': 'Links einbetten',
  'discord.right.PinMessages': 'Nachrichten anpinnen',
  'discord.leftBehind':
    'Ein früherer Versuch, diesen Artikel zu posten, hat in {channel} etwas hinterlassen, das ich nicht löschen konnte. Lösch es dort oder gib mir das Recht „Threads verwalten“, dann versuch es noch einmal.',
  'discord.noTagInForum':
    'Das Forum {channel} verlangt für jeden Beitrag einen Tag, hat aber keinen. Leg dort einen an und versuch es noch einmal. Es wurde nichts gepostet.',
  'discord.refused': 'Discord hat abgelehnt: {reason} (Code {code}). Es wurde nichts gepostet.',
  'discord.cannotSpeak': 'Du kannst in diesem Kanal nicht schreiben, deshalb siehst nur du das hier.',
  'discord.fault': 'Bei uns ist etwas schiefgegangen. Wenn du es der Redaktion meldest, gib diesen Code an: {code}',
  'discord.notHere':
    'Ich bin gerade nicht auf diesem Server und kann hier nichts tun. Versuch es in einer Minute noch einmal. Hilft das nicht, kann mich jemand, der den Server verwaltet, neu einladen.',
  'discord.gone': 'Das ist nicht mehr aktuell. Nutze den Befehl noch einmal.',
  'discord.section.readOn': 'Weiterlesen',
  'discord.section.more': 'Der Rest steht hier: {url}',
  'discord.menu.placeholder': 'Einen Abschnitt lesen (nur du siehst ihn)',
  'discord.list.title': '**Artikel** (Seite {page} von {pages})',
  'discord.list.comments': '{count, plural, one {# Kommentar} other {# Kommentare}}',
  'discord.list.none': 'Es gibt noch keine Artikel.',
  'discord.list.noneFor': 'Kein Titel passt zu „{query}“.',
  'discord.list.newer': 'Neuere',
  'discord.list.older': 'Ältere',
  'discord.asking.question':
    '{count, plural, one {Die Antworten eines Mitglieds stehen} other {Die Antworten von # Mitgliedern stehen}} bisher nur auf Discord. Sollen deine unter dem Artikel auf {site} erscheinen? Drück auf einen Button, oder tipp in irgendeinem Kanal /datenschutz zeigen oder /datenschutz behalten.',
  'discord.consent.meaning': 'Was das heißt',
  'discord.consent.keep': 'Meine bleiben hier',
  'discord.consent.publish': 'Meine auf {site} zeigen',
  'discord.consent.onlyNew': 'Nur neue',
  'discord.consent.takeBack': 'Zurücknehmen',
  'discord.consent.publishDone':
    '{count, plural, =0 {Von dir steht noch keine Antwort auf der Seite. Dein Name dort wird {name} sein.} one {Deine Antwort steht auf der Seite, als {name}: {url}.} other {Deine # Antworten stehen auf der Seite, als {name}: {url}.}} Neue Antworten in den Artikel-Threads hier erscheinen dort auch. Zum Zurücknehmen drück auf einen Button, oder tipp in irgendeinem Kanal /datenschutz behalten.',
  'discord.consent.publishHidden':
    'Deine Entscheidung ist gespeichert, aber die Moderation hat deine Antworten von der Seite genommen. Frag sie, wenn du das für einen Irrtum hältst. Zum Zurücknehmen drück auf einen Button, oder tipp in irgendeinem Kanal /datenschutz behalten.',
  'discord.consent.keepDone':
    'Deine Antworten bleiben auf Discord. Auf {site} steht nichts von dir, und neue Antworten kommen nicht dazu. Was du bisher geschrieben hast, wird dort auch später nicht gezeigt. Sollen neue doch erscheinen, drück auf den Button, oder tipp in irgendeinem Kanal /datenschutz zeigen.',
  'discord.consent.overtaken': 'Du hast dich inzwischen anders entschieden, und das gilt.',
  'discord.consent.onlyNewDone':
    'Was du bisher geschrieben hast, ist von der Seite verschwunden. Neue Antworten erscheinen auf {site}. Sollen auch die auf Discord bleiben, drück auf den Button, oder tipp in irgendeinem Kanal /datenschutz behalten.',
  'discord.undo': 'Rückgängig',
  'discord.undo.until':
    'Bis {when} lässt sich das rückgängig machen. Danach gilt es endgültig, und auch die letzte Spur dieser Antworten, ihre IDs, wird gelöscht.',
  'discord.undo.done': 'Rückgängig gemacht: Es ist, als hättest du nicht gedrückt.',
  'discord.undo.unanswered':
    'Du hast noch nicht entschieden, ob deine Antworten auf {site} erscheinen. Dafür drück auf einen Button, oder tipp in irgendeinem Kanal /datenschutz zeigen oder /datenschutz behalten.',
  'discord.undo.late':
    'Rückgängig machen ging zehn Minuten lang, und die sind vorbei: Deine Entscheidung gilt. Soll erscheinen, was du ab jetzt schreibst, tipp in irgendeinem Kanal /datenschutz zeigen.',
  'discord.undo.void':
    'Hier gibt es nichts rückgängig zu machen: Das ist schon geschehen, oder du hast dich inzwischen anders entschieden. Was jetzt gilt, zeigt dir /datenschutz ansehen in jedem Kanal.',
  'discord.privacy.neverChose': 'Du hast noch nicht entschieden, ob deine Antworten gezeigt werden.',
  'discord.privacy.chose.publish': 'Du hast am {when} zugestimmt, dass deine Antworten auf {site} erscheinen.',
  'discord.privacy.chose.keep':
    'Du hast am {when} entschieden, dass deine Antworten auf Discord bleiben. Neue Antworten von dir werden nicht erfasst.',
  'discord.privacy.counts':
    '{published, plural, =0 {Keine deiner Antworten steht} one {Eine deiner Antworten steht} other {# deiner Antworten stehen}} mit deinen Worten und deinem Namen auf {site}. {held, plural, =0 {} one {Von einer weiteren ist nur die ID gespeichert, für {days} Tage.} other {Von # weiteren sind nur die IDs gespeichert, für {days} Tage.}}',
  'discord.privacy.hiddenByModerators': 'Die Moderation hat deine Antworten von der Seite genommen.',
  'discord.privacy.threads': 'An diesen Diskussionen warst du beteiligt:',
  'discord.privacy.moreThreads': '… und in {count, plural, one {einer weiteren} other {# weiteren}}.',
  'discord.privacy.exported':
    '{count, plural, one {Alles, was über dich gespeichert ist.} other {Alles, was über dich gespeichert ist, in # Dateien.}}',
  'discord.privacy.forgetQuestion':
    'Deine Worte, deinen Namen, deine IDs und deine Entscheidung endgültig von der Seite und aus ihrer Datenbank löschen? Deine Nachrichten auf Discord bleiben. Was du bisher geschrieben hast, wird nie wieder gezeigt.',
  'discord.privacy.forgetYes': 'Alles löschen',
  'discord.privacy.forgetNo': 'Abbrechen',
  'discord.privacy.forgetting': 'Wird gelöscht … {done, number} von {total, number}',
  'discord.privacy.forgotten':
    'Alles über dich ist gelöscht. Haben andere dich in eigenen Kommentaren zitiert, bleiben die Zitate dort stehen.',
  'discord.privacy.stayed': 'Es wurde nichts geändert.',

  // Discord: moderators
  'discord.notADiscussion': 'Das ist kein Diskussions-Thread. Nutze den Befehl im Thread zu einem Artikel.',
  'discord.notAReply':
    'Auf die Seite kommen nur Antworten, die Mitglieder in einer Diskussion geschrieben haben. Das hier ist keine.',
  'discord.messageGone':
    'Diese Nachricht gibt es nicht mehr. Wurde sie gelöscht, steht sie auch nicht mehr auf der Seite.',
  'discord.notModerator':
    'Das kann nur die Moderation: alle, die in diesem Kanal Nachrichten verwalten dürfen oder die in /belowline einrichten gewählte Rolle haben.',
  'discord.badLink':
    'Dieser Link führt zu keinem Kommentar einer Diskussion hier. Kopier den Link einer Nachricht („Nachrichtenlink kopieren“) oder den am Datum eines Kommentars auf der Seite.',
  'discord.attach.notice.ask':
    'Hier wird ab jetzt über „{title}“ diskutiert. Antworten, auch frühere, bleiben auf Discord, solange du nicht zustimmst, dass deine mit deinem Namen auf diesem Server unter dem Artikel auf {site} erscheinen. Um zuzustimmen, drück unten auf „Meine auf {site} zeigen“, oder tipp in irgendeinem Kanal /datenschutz zeigen.',
  'discord.attach.notice.opt-out':
    'Hier wird ab jetzt über „{title}“ diskutiert. Antworten erscheinen mit deinem Namen auf diesem Server unter dem Artikel auf {site}. Sollen deine auf Discord bleiben, drück unten auf „Meine bleiben hier“, oder tipp in irgendeinem Kanal /datenschutz behalten. Was vor dieser Nachricht geschrieben wurde, bleibt auf Discord, solange das jeweilige Mitglied nicht auf „Meine auf {site} zeigen“ drückt oder /datenschutz zeigen tippt.',
  'discord.attach.done':
    'In diesem Thread wird jetzt über „{title}“ diskutiert. Frühere Nachrichten bleiben auf Discord, bis ihre Verfasser zustimmen.',
  'discord.attach.noThread': 'Nutze den Befehl in einem öffentlichen Thread oder in einem Forumsbeitrag.',
  'discord.attach.taken':
    'In diesem Thread wird schon über einen Artikel diskutiert. Über welchen, sagt /diskussion info.',
  'discord.attach.elsewhere':
    'Zu diesem Artikel gibt es schon eine Diskussion: {thread}. Mehr als eine pro Artikel geht auf diesem Server nicht.',
  'discord.info.articleGone':
    '**Den Artikel gibt es auf der Website nicht mehr.** Kommt er unter derselben Adresse wieder, gehört diese Diskussion wieder zu ihm.',
  'discord.info.page': 'Seite: {url}',
  'discord.info.thread': 'Thread: {url}',
  'discord.info.opened': 'Mit /artikel eröffnet am {when}.',
  'discord.info.attached': 'Ein bestehender Thread, seit {when} die Diskussion.',
  'discord.info.policy.ask': 'Antworten werden gezeigt, sobald ihre Verfasser zustimmen.',
  'discord.info.policy.opt-out': 'Antworten werden gezeigt, wenn ihre Verfasser sie nicht auf Discord behalten.',
  'discord.info.counts':
    '{comments, plural, =0 {Keine Kommentare sind} one {# Kommentar ist} other {# Kommentare sind}} auf der Seite, {discordOnly, plural, =0 {keiner ist} one {# ist} other {# sind}} nur auf Discord. {waiting, plural, =0 {Keine Entscheidung steht aus.} one {# Mitglied hat noch nicht entschieden.} other {# Mitglieder haben noch nicht entschieden.}}',
  'discord.info.curated':
    'Empfohlen: {recommended}. {summary, select, none {Keine Zusammenfassung.} withdrawn {Die Zusammenfassung ist nicht auf der Seite, bis die Moderation sie durchgesehen hat: /zusammenfassung ansehen.} other {Es gibt eine Zusammenfassung.}}',
  'discord.info.last': 'Zuletzt gelesene Nachricht: {when}.',
  'discord.info.locked': 'Der Thread ist gesperrt, deshalb sind die Kommentare auf der Seite geschlossen.',
  'discord.info.notShown':
    '**Zurzeit steht nichts aus dieser Diskussion auf der Seite**: Nicht alle können den Kanal lesen, oder ich sehe ihn nicht. Warum, sagt /belowline pruefen.',
  'discord.setup.notManager': 'Das können nur Mitglieder mit dem Recht „Server verwalten“.',
  'discord.setup.heading': '**Einrichtung** ({step} von {steps})',
  'discord.setup.now': 'Jetzt: {value}',
  'discord.setup.none': 'Keine',
  'discord.setup.back': 'Zurück',
  'discord.setup.next': 'Weiter',
  'discord.setup.noInvite': 'Das ist keine Discord-Einladung. Eine Einladung sieht so aus: https://discord.gg/abcdef.',
  'discord.setup.cannotWrite':
    'In {channel} kann ich nicht schreiben. Gib mir dort „Kanal ansehen“ und „Nachrichten senden“ und wähl ihn dann noch einmal.',
  'discord.setup.everyone': '@everyone geht hier nicht. Wähl eine andere Rolle.',
  'discord.setup.notMentionable':
    '{role} kann ich nicht erwähnen. Erlaube allen, sie zu erwähnen (Servereinstellungen → Rollen), und wähl sie dann noch einmal.',
  'discord.setup.home':
    '**Wo soll über Artikel diskutiert werden?** Wähl einen Textkanal, einen Ankündigungskanal oder ein Forum, das alle lesen können. /artikel eröffnet Diskussionen dort, wenn niemand einen anderen Kanal wählt.',
  'discord.setup.home.name': 'Hauptkanal',
  'discord.setup.openers': '**Wer darf mit /artikel eine Diskussion eröffnen?**',
  'discord.setup.openers.name': 'Wer Diskussionen eröffnen darf',
  'discord.setup.openers.discord': 'Alle, die dort Threads erstellen dürfen',
  'discord.setup.openers.moderators': 'Nur die Moderation',
  'discord.setup.policy':
    '**Wessen Antworten werden auf der Seite gezeigt?** In der Regel wird jedes Mitglied zuerst gefragt: Nichts, was es schreibt, wird gezeigt oder auch nur gespeichert, bevor es zustimmt. Andernfalls werden alle Antworten mit einem Hinweis gezeigt, und jedes Mitglied kann seine auf Discord behalten. Offene Diskussionen behalten, was sie angekündigt haben, doch eine Umstellung aufs Fragen gilt in ihnen sofort.',
  'discord.setup.policy.name': 'Wessen Antworten gezeigt werden',
  'discord.setup.policy.ask': 'Jedes Mitglied zuerst fragen',
  'discord.setup.policy.opt-out': 'Zeigen, mit einem Hinweis',
  'discord.setup.policy.none': 'Voreinstellung der Website',
  'discord.setup.moderators':
    '**Welche Rolle moderiert, außer denen, die Nachrichten verwalten dürfen?** Ihre Mitglieder dürfen Kommentare empfehlen und von der Seite nehmen und Zusammenfassungen schreiben. Discord zeigt ihnen die Befehle, wenn du es erlaubst: Servereinstellungen → Integrationen → dieser Bot → die Befehle /zusammenfassung, /diskussion, „Auf der Seite empfehlen“ und „Als Zusammenfassung anpinnen“ → Rollen hinzufügen.',
  'discord.setup.moderators.name': 'Rolle der Moderation',
  'discord.setup.reports':
    '**Wohin sollen Meldungen gehen?** Wähl einen Kanal, den die Moderation liest. Ohne einen Kanal erfahren Mitglieder, die etwas melden, an wen sie sich wenden können.',
  'discord.setup.reports.name': 'Kanal für Meldungen',
  'discord.setup.notify':
    '**Welche Rolle darf bei neuen Diskussionen erwähnt werden?** Das kann nur die Moderation, mit der Option „bescheid“ von /artikel. Keine andere Rolle wird je erwähnt.',
  'discord.setup.notify.name': 'Rolle, die erwähnt werden darf',
  'discord.setup.language':
    '**In welcher Sprache soll ich Nachrichten für alle schreiben?** Private Antworten bekommt jedes Mitglied in seiner eigenen.',
  'discord.setup.language.name': 'Sprache',
  'discord.setup.language.none': 'Sprache dieses Servers auf Discord',
  'discord.setup.invite':
    '**Welche Einladung sollen Leser bekommen?** Auf der Seite heißt sie „Auf Discord mitdiskutieren“. Nimm eine, die nicht abläuft.',
  'discord.setup.invite.name': 'Einladung für Leser',
  'discord.setup.invite.example': 'Zum Beispiel https://discord.gg/abcdef',
  'discord.setup.enterInvite': 'Einladung eingeben',
  'discord.setup.posting':
    '**Neue Artikel automatisch im Hauptkanal posten?** Nur solche, die von jetzt an erscheinen.',
  'discord.setup.posting.name': 'Neue Artikel automatisch posten',
  'discord.setup.posting.on': 'Ja, von jetzt an',
  'discord.setup.posting.off': 'Nein',
  'discord.setup.closing':
    '**Sollen die Kommentare von selbst schließen?** So viele Tage nach dem Artikel, oder nach der Eröffnung seiner Diskussion, sperre ich den Thread, und auf der Seite steht, dass die Kommentare geschlossen sind. Eine Diskussion, die mit /diskussion fortsetzen wieder geöffnet wurde, bleibt offen.',
  'discord.setup.closing.name': 'Kommentare schließen',
  'discord.setup.closing.days': 'Nach {days, number} Tagen',
  'discord.setup.closing.none': 'Nie von selbst',
  'discord.setup.telling':
    '**Soll ein Mitglied erfahren, dass sein Kommentar empfohlen wurde?** Ich schicke ihm für jeden solchen Kommentar eine private Nachricht.',
  'discord.setup.telling.name': 'Empfohlenen Bescheid sagen',
  'discord.setup.telling.on': 'Ja',
  'discord.setup.telling.off': 'Nein',
  'discord.setup.finishNow': 'Fertig, der Rest bleibt so',
  'discord.setup.staff':
    '**Wer gehört zur Redaktion?** Mitglieder mit einer dieser Rollen haben auf der Seite neben ihrem Namen das Abzeichen „Redaktion“. Es kommt und geht mit ihrer nächsten Antwort, Bearbeitung, ihrem nächsten Befehl oder Klick.',
  'discord.setup.staff.name': 'Rollen der Redaktion',
  'discord.setup.authors':
    '**Wer schreibt die Artikel?** Mitglieder mit einer dieser Rollen haben auf der Seite das Abzeichen „Autor/-in“. Ein Artikel kann auch selbst die Discord-IDs derer nennen, die ihn geschrieben haben.',
  'discord.setup.authors.name': 'Rollen der Autorinnen und Autoren',
  'discord.setup.emoji':
    '**Welche eigenen Emojis bedeuten Zustimmung?** Sie zählen wie 👍, wenn Kommentare nach Reaktionen sortiert werden. Die anderen werden gezeigt, zählen aber nicht.',
  'discord.setup.emoji.name': 'Eigene Emojis, die zählen',
  'discord.setup.emoji.example': 'Mit Namen, zum Beispiel :ferry: :bridge:',
  'discord.setup.enterEmoji': 'Emojis eingeben',
  'discord.setup.noEmoji':
    '{given} ist kein eigenes Emoji dieses Servers. Schreib seinen Namen zwischen Doppelpunkte, etwa :ferry:, oder füg ein, was in einer Nachricht aus \\:ferry: wird.',
  'discord.setup.tooManyEmoji': 'Höchstens {most} Emojis können zählen. Gib weniger ein.',
  'discord.setup.finish':
    '**Fertig.** Was du gewählt hast, gilt schon. Ob alles funktioniert, sagt /belowline pruefen.',
  'discord.setup.firstArticle': 'Artikel für eine erste Diskussion wählen',
  'discord.check.taken': '{right}: für {taker} in den Berechtigungen dieses Kanals verweigert',
  'discord.check.ungranted': '{right}: keine meiner Rollen hat es',
  'discord.check.moreChannels': '… und {count, plural, one {ein weiterer Kanal} other {# weitere Kanäle}}.',
  'discord.check.intent': 'Ich kann Nachrichten lesen.',
  'discord.check.noIntent': 'Ich kann nicht lesen, was Mitglieder schreiben: Der Message Content Intent ist aus.',
  'discord.check.store': 'Die Datenbank antwortet.',
  'discord.check.noStore': 'Die Datenbank antwortet nicht.',
  'discord.check.discussions':
    '{discussions, plural, =0 {Noch keine Diskussionen.} one {# Diskussion.} other {# Diskussionen.}} {behind, plural, =0 {Alle sind auf dem neuesten Stand.} one {# ist noch nicht auf dem neuesten Stand.} other {# sind noch nicht auf dem neuesten Stand.}}',
  'discord.check.times': 'Letztes Ereignis: {event}. Zuletzt von Discord gelesen: {reading}.',
  'discord.check.never': 'nichts, seit ich gestartet bin',
  'discord.check.lost': '{setting}: Deine Auswahl gibt es nicht mehr. Wähl mit /belowline einrichten etwas anderes.',
  'discord.check.overdue':
    'In {threads}{more, plural, =0 {} other { und # weiteren}} zeigt die angepinnte Zusammenfassung noch Worte, die nicht mehr auf der Seite stehen, weil Discord sie mich nicht bearbeiten lässt.',
  'discord.check.next.store':
    'Sag denen Bescheid, die die Website betreiben: Die Datenbank antwortet nicht. Warum, steht in ihrem Log.',
  'discord.check.next.intent':
    'Wem der Bot gehört, muss im Developer Portal von Discord auf der Seite „Bot“ den „Message Content Intent“ einschalten.',
  'discord.check.next.rights':
    'Behebe, was mit ❌ markiert ist: Kanal bearbeiten → Berechtigungen, für meine Rolle. Nutze dann den Befehl noch einmal.',
  'discord.check.next.overdue':
    'Entsperre die Threads, deren Zusammenfassung ich nicht bearbeiten kann, oder gib mir dort „Threads verwalten“. Dann bearbeite ich sie automatisch.',
  'discord.check.next.setup': 'Wähl einen Hauptkanal mit /belowline einrichten.',
  'discord.check.next.lost': 'Ersetz mit /belowline einrichten, was es nicht mehr gibt.',
  'discord.check.next.open': 'Eröffne mit /artikel eine erste Diskussion.',
  'discord.check.next.nothing': 'Nichts zu tun: Alles funktioniert.',
  'discord.audit.title': '**Protokoll** (Seite {page} von {pages})',
  'discord.audit.empty': 'Das Protokoll ist leer.',
  'discord.audit.nobody': '–',
  'discord.audit.comment.hidden': 'einen Kommentar von der Seite genommen',
  'discord.audit.comment.unhidden': 'einen Kommentar wieder gezeigt',
  'discord.audit.member.hidden': 'alles von einem Mitglied von der Seite genommen',
  'discord.audit.member.unhidden': 'die Kommentare eines Mitglieds wieder gezeigt',
  'discord.audit.comment.recommended': 'einen Kommentar empfohlen',
  'discord.audit.comment.unrecommended': 'eine Empfehlung zurückgenommen',
  'discord.audit.summary.set': 'die Zusammenfassung gesetzt',
  'discord.audit.summary.removed': 'die Zusammenfassung entfernt',
  'discord.audit.summary.sentence.withdrawn':
    'ein Kommentar ist weg, und seine Sätze stehen nicht mehr in der Zusammenfassung',
  'discord.audit.summary.withdrawn': 'ein Kommentar ist weg, und die Moderation muss die Zusammenfassung durchsehen',
  'discord.audit.summary.mention.erased':
    'die Erwähnung eines vergessenen Mitglieds ist aus der Zusammenfassung verschwunden',
  'discord.audit.report.made': 'ein Kommentar wurde gemeldet',
  'discord.audit.report.dismissed': 'eine Meldung verworfen',
  'discord.audit.discussion.opened': 'eine Diskussion eröffnet',
  'discord.audit.discussion.attached': 'einen Thread zur Diskussion eines Artikels gemacht',
  'discord.audit.discussion.closed': 'die Kommentare einer Diskussion geschlossen',
  'discord.audit.discussion.reopened': 'die Kommentare einer Diskussion wieder geöffnet',
  'discord.audit.discussion.links.hidden': 'Links verborgen',
  'discord.audit.settings.changed': 'eine Einstellung geändert',
  'discord.audit.consent.published': 'ein Mitglied will seine Antworten zeigen',
  'discord.audit.consent.kept': 'ein Mitglied behält seine Antworten auf Discord',
  'discord.audit.consent.undone': 'ein Mitglied hat das Zurücknehmen seiner Antworten rückgängig gemacht',
  'discord.audit.member.exported': 'ein Mitglied hat seine Daten exportiert',
  'discord.audit.member.forgotten': 'ein Mitglied wurde vergessen',
  'discord.notify.none':
    'Dafür ist noch keine Rolle gewählt. Wer diesen Server verwaltet, kann mit /belowline einrichten eine wählen.',
  'discord.notify.notModerator':
    'Nur die Moderation kann bei einer neuen Diskussion eine Rolle erwähnen. Lass „bescheid“ weg.',
  'discord.notify.sent': '{role} Neue Diskussion: „{title}“',
  'discord.close.notice':
    'Die Kommentare sind geschlossen. Was auf der Seite steht, bleibt dort. Ob deine gezeigt werden, änderst du in jedem Kanal mit /datenschutz zeigen oder /datenschutz behalten.',
  'discord.close.already': 'Die Kommentare sind schon geschlossen: Der Thread ist gesperrt.',
  'discord.close.forbidden':
    'Diesen Thread kann ich nicht ändern. Gib mir in seinem Kanal die Rechte „Kanal ansehen“ und „Threads verwalten“, und versuch es noch einmal.',
  'discord.close.refused':
    'Die Kommentare in {thread} sollen schließen, aber ich kann den Thread nicht sperren. Gib mir in seinem Kanal das Recht „Threads verwalten“; dann schließe ich sie von selbst. Das gilt auch für andere, die fällig sind.',
  'discord.close.done': 'Die Kommentare sind geschlossen: Der Thread ist gesperrt, und auf der Seite steht es auch.',
  'discord.close.reopened': 'Die Kommentare sind wieder offen und schließen nicht mehr von selbst.',
  'discord.hide.title': 'Von der Seite nehmen',
  'discord.hide.reason': 'Grund (wird im Protokoll vermerkt)',
  'discord.hide.everything': 'Alles von diesem Mitglied, jetzt und künftig',
  'discord.hide.done': 'Das steht nicht mehr auf der Seite. Auf Discord bleibt es stehen.',
  'discord.hide.memberDone':
    'Von diesem Mitglied steht nichts mehr auf der Seite, und dabei bleibt es. Auf Discord bleibt alles stehen.',
  'discord.hide.undo': 'Wieder zeigen',
  'discord.hide.undone': 'Das ist nicht mehr verborgen. Hat das Mitglied zugestimmt, steht es wieder auf der Seite.',
  'discord.hide.onlyOwn':
    'Du kannst nur von der Seite nehmen, was du selbst geschrieben hast. Für dies hier gibt es „Der Moderation melden“.',
  'discord.hide.byModerators': 'Das hat die Moderation von der Seite genommen, also kann nur sie es wieder zeigen.',
  'discord.hide.deleted':
    'Das wurde gelöscht und steht schon nicht mehr auf der Seite. Um alles von diesem Mitglied von der Seite zu nehmen, nutze eine andere seiner Nachrichten.',
  'discord.hide.notOnPage': 'Das steht nicht auf der Seite.',
  'discord.recommend.title': 'Den Lesern empfehlen',
  'discord.recommend.note': 'Anmerkung (freiwillig)',
  'discord.recommend.noteMeaning':
    'Sie steht beim Kommentar auf der Seite, mit deinem Namen, wenn deine Antworten dort gezeigt werden.',
  'discord.recommend.done':
    'Empfohlen: Das steht jetzt über den anderen Kommentaren. Mit demselben Befehl nimmst du es zurück.',
  'discord.recommend.told': 'Die Moderation von {server} empfiehlt deinen Kommentar zu „{title}“: {url}',
  'discord.recommend.doneLast': 'Empfohlen. Mehr als 20 gehen nicht, deshalb ist die älteste Empfehlung weggefallen.',
  'discord.recommend.undone': 'Das ist nicht mehr empfohlen.',
  'discord.recommend.hidden': 'Das ist von der Seite genommen. Zeig es wieder, bevor du es empfiehlst.',
  'discord.recommend.deleted': 'Das wurde gelöscht und lässt sich nicht mehr empfehlen.',
  'discord.recommend.held':
    'Das lässt sich nicht empfehlen: Das Mitglied hat nicht zugestimmt, es zu zeigen, also steht es nur auf Discord.',
  'discord.report.title': 'Der Moderation melden',
  'discord.report.reason': 'Was stimmt damit nicht?',
  'discord.report.reasonMeaning': 'Die Moderation sieht den Kommentar und diesen Grund, aber nicht, wer ihn meldet.',
  'discord.report.reason.insult': 'Es beleidigt oder bedroht jemanden',
  'discord.report.reason.spam': 'Es ist Werbung oder Spam',
  'discord.report.reason.privacy': 'Es verrät etwas Privates',
  'discord.report.reason.other': 'Etwas anderes',
  'discord.report.done': 'Danke. Deine Meldung liegt der Moderation vor.',
  'discord.report.made': 'Ein Kommentar zu „{title}“ wurde gemeldet: {url}',
  'discord.report.for': 'Grund: {reason}',
  'discord.report.by': 'Von {author}, zum Artikel:',
  'discord.report.by.section': 'Von {author}, zum Abschnitt „{section}“:',
  'discord.report.by.answering': 'Von {author}, als Antwort auf {answered} („{words}“):',
  'discord.report.by.answeringUnshown': 'Von {author}, als Antwort auf eine Nachricht, die nicht auf der Seite steht:',
  'discord.report.noWords.held': 'Er steht nicht auf der Seite, darum steht sein Wortlaut auch hier nicht.',
  'discord.report.noWords.hidden': 'Er ist verborgen, darum steht sein Wortlaut auch hier nicht.',
  'discord.report.noWords.deleted': 'Er wurde gelöscht, darum steht sein Wortlaut auch hier nicht.',
  'discord.report.noText': '(kein Text)',
  'discord.report.discussionGone': 'Hier wurde ein Kommentar gemeldet. Seine Diskussion gibt es nicht mehr.',
  'discord.report.decided': 'Jemand anderes aus der Moderation war schneller: Was geschah, steht in der Meldung.',
  'discord.report.open': 'Öffnen',
  'discord.report.hide': 'Von der Seite nehmen',
  'discord.report.dismiss': 'Stehen lassen',
  'discord.report.hidden': '**{by, select, nobody {Die Moderation} other {{by}}} hat es von der Seite genommen.**',
  'discord.report.dismissed': '**{by, select, nobody {Die Moderation} other {{by}}} hat es geprüft und so gelassen.**',
  'discord.report.settledBy': '**Es steht schon nicht mehr auf der Seite: gelöscht oder verborgen.**',
  'discord.report.noChannel':
    'Hier gibt es noch keinen Kanal für Meldungen. Schreib bitte jemandem aus der Moderation.',
  'discord.report.write': 'Hier gibt es noch keinen Kanal für Meldungen. Schreib bitte an {contact}.',
  'discord.report.unreachable':
    'Ich erreiche den Kanal der Moderation gerade nicht. Schreib bitte jemandem aus der Moderation.',
  'discord.report.settled': 'Es ist nichts mehr zu tun: Das wurde schon gelöscht oder verborgen.',
  'discord.report.tooOften': 'Du hast in den letzten zehn Minuten mehrere Kommentare gemeldet. Warte bitte ein wenig.',
  'discord.summary.heading': 'Die Diskussion bisher',
  'discord.summary.sources': 'Aus diesen Kommentaren',
  'discord.summary.withdrawn':
    'Ein Kommentar, auf dem das beruht, ist nicht mehr da. Die Moderation sieht es sich noch einmal an.',
  'discord.summary.quotation': '„{words}“',
  'discord.summary.some': 'Die einen sagen: {words}',
  'discord.summary.others': 'Andere sagen: {words}',
  'discord.summary.edit': 'Bearbeiten',
  'discord.summary.write': 'Selbst schreiben',
  'discord.summary.post': 'Posten und anpinnen',
  'discord.summary.discard': 'Verwerfen',
  'discord.summary.editor': 'Zusammenfassung der Diskussion',
  'discord.summary.text': 'Zusammenfassung',
  'discord.summary.textMeaning': 'Höchstens 4.000 Zeichen. Discords Formatierung gilt auch auf der Seite.',
  'discord.summary.drafted':
    '**Entwurf: vor dem Posten lesen und bearbeiten.** Er zitiert die Kommentare Wort für Wort. Bisher siehst nur du ihn.',
  'discord.summary.tooFew':
    'Für einen Entwurf sind es zu wenige Kommentare. Drück auf „Selbst schreiben“, um eine Zusammenfassung zu schreiben.',
  'discord.summary.noDraft':
    'Aus diesen Kommentaren wird kein guter Entwurf. Drück auf „Selbst schreiben“, um eine Zusammenfassung zu schreiben.',
  'discord.summary.edited': 'Deine Zusammenfassung. Bisher siehst nur du sie.',
  'discord.summary.current': 'Diese Zusammenfassung steht auf der Seite. Zuletzt geändert: {when}.',
  'discord.summary.toBeConfirmed':
    'Diese Zusammenfassung steht nicht mehr auf der Seite, weil ein Kommentar fehlt, auf dem sie beruht. Stammt nichts in ihr aus diesem Kommentar, poste sie noch einmal. Sonst bearbeite sie vorher.',
  'discord.summary.posted': 'Die Zusammenfassung ist angepinnt und steht auf der Seite: {url}',
  'discord.summary.pinned': 'Das ist angepinnt und steht jetzt auf der Seite über den Kommentaren.',
  'discord.summary.removed': 'Die Zusammenfassung steht nicht mehr auf der Seite.',
  'discord.summary.discarded': 'Verworfen.',
  'discord.summary.none': 'Hier gibt es keine Zusammenfassung. Erstell eine mit /zusammenfassung entwurf.',
  'discord.summary.draftGone': 'Diesen Entwurf gibt es nicht mehr. Erstell mit /zusammenfassung entwurf einen neuen.',
  'discord.summary.draftGoneWords':
    'Diesen Entwurf gibt es nicht mehr, deine Worte aber schon: Kopier sie und füg sie mit /zusammenfassung bearbeiten wieder ein.',
  'discord.summary.tooLong': 'Eine Zusammenfassung darf höchstens 4.000 Zeichen haben. Diese hat {count, number}.',
  'discord.summary.sourceGone':
    'Ein Kommentar, auf dem das beruht, steht nicht mehr auf der Seite. Drück auf „Bearbeiten“, nimm heraus, was daraus stammt, und poste es noch einmal.',
  'discord.summary.changedMeanwhile':
    'Inzwischen wurde eine andere Zusammenfassung angepinnt. /zusammenfassung ansehen zeigt sie. Um sie durch deine zu ersetzen, drück noch einmal auf „Posten und anpinnen“.',
  'discord.summary.quotesLost':
    'Ein Kommentar, den dieser Entwurf zitiert hat, wurde geändert oder wird nicht mehr gezeigt. Seine Worte sind nicht mehr im Entwurf. Lies, was geblieben ist, bevor du es postest.',
  'discord.summary.nothingLeft': 'Es gibt nichts zu posten: Die zitierten Kommentare stehen nicht mehr auf der Seite.',
  'discord.summary.locked':
    'Dieser Thread ist gesperrt, und in einem gesperrten Thread kann niemand auf Buttons drücken. Entsperre ihn, poste die Zusammenfassung und sperr ihn dann wieder.',
  'discord.summary.hidden': 'Das ist auf der Seite verborgen. Zeig es wieder, bevor du es anpinnst.',
  'discord.summary.notPublished':
    'Das kann nicht die Zusammenfassung sein: Das Mitglied hat nicht zugestimmt, es zu zeigen, also steht es nur auf Discord.',
  'discord.summary.noWords': 'Das kann nicht die Zusammenfassung sein: Es hat keinen Text.',
  'discord.summary.tooManyPins':
    'Dieser Thread hat 250 angepinnte Nachrichten, mehr erlaubt Discord nicht. Lös eine und versuch es noch einmal.',
  'discord.summary.cannotPin':
    'Discord lässt mich nicht. Ich brauche hier „Nachrichten in Threads senden“, „Links einbetten“ und „Nachrichten anpinnen“, bei einem gesperrten Thread auch „Threads verwalten“. Es wurde nichts geändert.',
  'discord.summary.pinnedNotShown':
    'Du hast {url} angepinnt, aber das Mitglied hat nicht zugestimmt, es zu zeigen. Es bleibt auf Discord und ist nicht die Zusammenfassung auf der Seite.',

  // Discord: the starter message and its thread
  'discord.starter.notice.ask':
    'Antworten in diesem Thread bleiben auf Discord, solange du nicht zustimmst, dass deine mit deinem Namen auf diesem Server unter dem Artikel auf {site} erscheinen. Um zuzustimmen, drück {channel, select, none {unten} other {unter dieser Nachricht in {channel}}} auf „Meine auf {site} zeigen“, oder tipp in irgendeinem Kanal /datenschutz zeigen.',
  'discord.starter.notice.opt-out':
    'Antworten in diesem Thread erscheinen mit deinem Namen auf diesem Server unter dem Artikel auf {site}. Sollen deine auf Discord bleiben, drück {channel, select, none {unten} other {unter dieser Nachricht in {channel}}} auf „Meine bleiben hier“, oder tipp in irgendeinem Kanal /datenschutz behalten.',
  'discord.starter.page': 'Auf {site} lesen',

  // The page
  'page.about': 'Die Kommentare werden auf Discord geschrieben und hier so gezeigt, wie sie dort stehen.',
  'page.aboutSection': 'zu',
  'page.answers': 'Antwort auf {name}',
  'page.answersDeleted': 'Antwort auf einen gelöschten Kommentar',
  'page.answersMember': 'Antwort auf ein Mitglied',
  'page.alreadyMember': 'Schon Mitglied?',
  'page.alreadyMemberOf': 'Schon Mitglied von {guild}?',
  'page.articles': 'Artikel',
  'page.attachments': 'Anhänge (zu sehen auf Discord)',
  'page.by': 'Von',
  'page.closedSince': 'Die Kommentare sind geschlossen (seit {when}).',
  'page.beFirst': 'Den Anfang machen: auf Discord mitdiskutieren',
  'page.closed': 'Die Kommentare sind geschlossen.',
  'page.comments': 'Kommentare',
  'page.contact': 'Kontakt',
  'page.conversation': 'Gespräch',
  'page.count': '{count, plural, one {# Kommentar} other {# Kommentare}}',
  'page.deleted': 'Dieser Kommentar wurde gelöscht.',
  'page.discordOnly': '{count, plural, one {# Antwort steht} other {# Antworten stehen}} nur auf Discord.',
  'page.edited': 'bearbeitet',
  'page.editorsPick': 'Auswahl der Redaktion',
  'page.empty': 'Es sind keine Kommentare vorhanden.',
  'page.extra.poll': 'Eine Umfrage (zu sehen auf Discord)',
  'page.extra.sticker': 'Ein Sticker (zu sehen auf Discord)',
  'page.extra.voice': 'Eine Sprachnachricht (zu hören auf Discord)',
  'page.goToComment': 'Zum Kommentar',
  'page.headNotShown': 'Dieser Kommentar wird hier nicht gezeigt.',
  'page.join': 'Auf Discord mitdiskutieren',
  'page.member': 'ein Mitglied',
  'page.less': 'Weniger',
  'page.moderator': 'die Moderation',
  'page.badge.author': 'Autor/-in',
  'page.badge.staff': 'Redaktion',
  'page.badge.moderator': 'Moderation',
  'page.moreReplies': '{count, plural, one {# weitere Antwort} other {# weitere Antworten}}',
  'page.more': 'Mehr',
  'page.next': 'Weiter',
  'page.noArticles': 'Es gibt noch keine Artikel.',
  'page.notOpened': 'Die Diskussion ist noch nicht eröffnet.',
  'page.notShown': 'hier nicht zu sehen',
  'page.onlyAbout': 'Nur Kommentare zu',
  'page.openThread': 'Zum Thread',
  'page.others': 'Diskutiert auch in',
  'page.pages': 'Seiten mit Kommentaren',
  'page.pagesOfArticles': 'Seiten mit Artikeln',
  'page.permalink': 'Link zu diesem Kommentar',
  'page.pinnedBy': 'Angepinnt von {name}',
  'page.pinnedByModerator': 'Von der Moderation angepinnt',
  'page.previous': 'Zurück',
  'page.reactions': 'Reaktionen',
  'page.readArticle': 'Den ganzen Artikel lesen',
  'page.readSummary': 'Zur Zusammenfassung',
  'page.recommended': 'Empfohlene Kommentare',
  'page.recommendedBy': 'Empfohlen von {name}',
  'page.recommendedByModerator': 'Von der Moderation empfohlen',
  'page.privacy': 'Datenschutz',
  'page.replies': '{count, plural, one {# Antwort} other {# Antworten}}',
  'page.report': 'Melden',
  'page.replyOnDiscord': 'Auf Discord antworten',
  'page.reportOf': 'Den Kommentar von {name} melden',
  'page.reportSubject': 'Einen Kommentar melden',
  'page.rules': 'Hausregeln',
  'page.showAll': 'Alle Kommentare zeigen',
  'page.seeOnDiscord': 'Auf Discord ansehen',
  'page.skip': 'Zum Inhalt springen',
  'page.sort': 'Kommentare sortieren',
  'page.sort.conversations': 'Gespräche',
  'page.sort.newest': 'Neueste',
  'page.sort.oldest': 'Älteste',
  'page.sort.top': 'Beliebteste',
  'page.sections': 'Ressorts',
  'page.summary': 'Die Diskussion bisher',
  'page.pinned': 'Von der Moderation angepinnt',
  'page.summaryBy': 'Zusammengefasst von {name}',
  'page.summaryByModerator': 'Von der Moderation zusammengefasst',
  'page.to': 'an {name}',
  'page.toArticles': 'Alle Artikel',
  'page.toDeleted': 'an einen gelöschten Kommentar',
  'page.toMember': 'an ein Mitglied',
  // The comments on other sites
  'page.embed.counted':
    'Auf einmal lassen sich 1 bis {most, number} Seiten abfragen, jede als „url“, nicht {given, number}.',
  'page.embed.credentials':
    'Die Adresse einer Seite darf keinen Benutzernamen und kein Passwort enthalten wie „{given}“.',
  'page.embed.failed': 'Die Kommentare konnten nicht geladen werden.',
  'page.embed.format': '„format“ muss eines von diesen sein: {allowed}, nicht „{given}“.',
  'page.embed.long': 'Die Adresse einer Seite darf höchstens {most, number} Zeichen haben.',
  'page.embed.noArticle': 'Einen Artikel „{given}“ gibt es nicht.',
  'page.embed.none': 'Zu dieser Seite gibt es keine Kommentare.',
  'page.embed.open': 'Zur Diskussion',
  'page.embed.origin':
    'Seiten von {given} dürfen diese Kommentare nicht zeigen. Die Einstellung EMBED_ORIGINS erlaubt weitere Websites.',
  'page.embed.rivals':
    'Diese Seite gibt sich als „{one}“ aus, ihre eigene Adresse gehört aber zu „{other}“. Sie bekommt keine der beiden Diskussionen.',
  'page.embed.unknown': 'Kein Artikel hat die Adresse {given}.',
  'page.embed.web':
    'Die Adresse einer Seite muss vollständig sein und mit https:// oder http:// beginnen, nicht „{given}“.',
  'page.embed.which': 'Gib entweder die Seite mit url=… an oder den Artikel mit article=…, nicht beides.',
  'page.feed.entry': '{name} zu {title}',
  'page.feed.title': 'Kommentare zu {title}',
  'page.live.full': 'Zu viele Seiten warten auf neue Kommentare. In einer Minute geht es vielleicht wieder.',
  'page.live.new': '{count, plural, one {# neuer Kommentar} other {# neue Kommentare}}',
  'page.why.article': 'Diese Seite bekommt die Diskussion des Artikels',
  'page.why.claim.canonical': 'Die kanonische Adresse der Seite',
  'page.why.claim.og': 'Die og:url der Seite',
  'page.why.claim.url': 'Die eigene Adresse der Seite',
  'page.why.found': 'Das ist die Seite des Artikels „{title}“.',
  'page.why.name': 'Die Seite heißt also',
  'page.why.none': 'Zu dieser Seite ist kein Artikel bekannt, deshalb hat sie keine Diskussion.',
  'page.why.rule.amp': 'Die AMP-Fassung ist dieselbe Seite:',
  'page.why.rule.encoding': 'Prozent-Kodierung wird vereinheitlicht:',
  'page.why.rule.fragment': 'Die Sprungmarke hinter # zählt nicht:',
  'page.why.rule.host': 'www, amp und ein Punkt am Ende zählen im Namen des Servers nicht:',
  'page.why.rule.index': 'index.html steht für seinen Ordner:',
  'page.why.rule.order': 'Die Reihenfolge der Parameter zählt nicht:',
  'page.why.rule.port': 'Der Standardport zählt nicht:',
  'page.why.rule.scheme': 'http und https sind dieselbe Seite:',
  'page.why.rule.slashes': 'Doppelte Schrägstriche und einer am Ende zählen nicht:',
  'page.why.rule.tracking': 'Tracking-Parameter zählen nicht:',
  'page.why.title': 'Welcher Artikel ist diese Seite?',
  'page.why.unknown': 'Kein Artikel hat diese Seite als „url“ oder unter seinen „aliases“.',
  // The page: errors
  'page.problem.gone': 'Seite nicht gefunden',
  'page.problem.query': 'Diese Adresse ist nicht zu verstehen',
  'page.problem.failure': 'Etwas ist schiefgegangen',
  'page.problem.failed': 'Die Seite ließ sich gerade nicht erstellen. In einer Minute geht es vielleicht wieder.',
  'page.problem.method': 'Diese Adresse beantwortet nur GET und HEAD.',
  'page.problem.noComment': 'Einen solchen Kommentar gibt es hier nicht: Er wurde nie gezeigt, oder er ist weg.',
  'page.problem.notFound': 'Unter dieser Adresse gibt es keine Seite.',
  'page.problem.tooLong': 'Eine Adresse darf hier höchstens {most, number} Zeichen haben.',
  'page.query.id':
    '„{name}“ muss die ID einer Nachricht oder eines Threads auf Discord sein (höchstens 20 Ziffern), nicht „{given}“.',
  'page.query.noDiscussion': 'Dieser Artikel hat im Thread {given} keine Diskussion.',
  'page.query.noMoreArticles': 'So viele Artikel gibt es nicht.',
  'page.query.noPage':
    'So viele Kommentare gibt es nicht, oder der Kommentar, ab dem es weitergehen sollte, ist nicht mehr da. Die erste Seite ist {first}.',
  'page.query.noSection': 'Dieser Artikel hat keinen Abschnitt „{given}“. Seine Abschnitte sind: {allowed}.',
  'page.query.noSections': 'Dieser Artikel hat keinen Abschnitt „{given}“. Er hat gar keine Abschnitte.',
  'page.query.number': '„{name}“ muss eine ganze Zahl von 1 bis {most, number} sein, nicht „{given}“.',
  'page.query.oneOf': '„{name}“ muss eines von diesen sein: {allowed}, nicht „{given}“.',
  'page.query.once': '„{name}“ darf nur einmal vorkommen.',
  'page.query.oneStart': 'Von „page“, „after“ und „before“ darf nur eines vorkommen, nicht {names}.',

  // The privacy page
  'privacy.title': 'Datenschutz',
  'privacy.intro':
    'Kommentare auf {site} werden auf Discord geschrieben. Hier steht, was {site} davon aufbewahrt, warum und wie lange, und wie sich eigene Daten ansehen und löschen lassen.',
  'privacy.short': 'In Kürze',
  'privacy.policy': 'Wessen Antworten gezeigt werden',
  'privacy.policy.ask': 'Nur die von Mitgliedern, die zugestimmt haben. Alle anderen bleiben auf Discord.',
  'privacy.policy.opt-out':
    'Die von allen. Ein Hinweis sagt das, mit einem Button, um die eigenen auf Discord zu behalten.',
  'privacy.policy.in': 'Auf dem Server {guild}',
  'privacy.policy.own':
    'Jeder Discord-Server kann für sich anders entscheiden. Was gilt, steht in der Nachricht, die er zu jedem Artikel postet. Keine Diskussion zeigt mehr, als sie angekündigt hat.',
  'privacy.retention': 'IDs von Antworten, zu denen das Mitglied nichts entschieden hat',
  'privacy.retention.days': 'Gelöscht nach {days, plural, one {# Tag} other {# Tagen}}.',
  'privacy.store': 'Wo es liegt',
  'privacy.store.sqlite': 'In einer Datenbankdatei auf dem eigenen Server der Website.',
  'privacy.store.memory': 'Im Arbeitsspeicher des eigenen Servers der Website. Endet das Programm, ist es fort.',
  'privacy.readers': 'Leserinnen und Leser',
  'privacy.readers.nothing':
    'Über das Lesen wird nichts aufbewahrt: keine Cookies, nichts von anderswo Geladenes, keine Liste, wer was gelesen hat. Ein offener Artikel fragt bei uns nach, ob es neue Kommentare gibt.',
  'privacy.keep': 'Was aufbewahrt wird',
  'privacy.keep.shown': 'Eine Antwort, die gezeigt wird',
  'privacy.keep.shown.what':
    'Ihr Wortlaut, wann sie geschrieben und bearbeitet wurde, worauf sie antwortet, wie oft jede Reaktion gegeben wurde (nie, von wem), Name, Art und Größe angehängter Dateien (nie die Dateien selbst) und die Discord-ID des Mitglieds, das sie schrieb.',
  'privacy.keep.member': 'Ein Mitglied, dessen Antworten gezeigt werden',
  'privacy.keep.member.what':
    'Der Name, der dabeisteht, ob es dort als Autor/-in schreibt, zur Redaktion gehört oder moderiert, und die Diskussionen, in denen es geschrieben hat. Ein neuer Name ersetzt ihn sofort, wo Discord unserem Programm davon berichtet. Sonst geschieht das mit der nächsten Antwort oder Bearbeitung des Mitglieds in einer Diskussion oder wenn es das nächste Mal einen unserer Befehle oder Buttons benutzt. Die Discord-ID steht nie auf der Seite, nur ein Code, aus dem niemand die ID zurückgewinnen kann.',
  'privacy.keep.held': 'Eine Antwort, die nicht gezeigt wird',
  'privacy.keep.held.what':
    'Die IDs der Nachricht, des Mitglieds, das sie schrieb, und dessen, worauf sie antwortet. Kein Wortlaut, kein Name. Nimmt ein Mitglied Antworten zurück, verschwinden Wortlaut und Name sofort; diese IDs bleiben, solange sich das rückgängig machen lässt, zehn Minuten, und werden in der Stunde danach gelöscht. Von da an wird von Mitgliedern, die ihre Antworten auf Discord behalten, gar nichts Neues erfasst.',
  'privacy.keep.answer': 'Die Entscheidung eines Mitglieds',
  'privacy.keep.answer.what':
    'Wofür es sich entschieden hat, wann, und in welchem Wortlaut und welcher Sprache gefragt wurde. Das ist der Nachweis.',
  'privacy.keep.moderation': 'Moderation',
  'privacy.keep.moderation.what':
    'Welcher Kommentar empfohlen, ausgeblendet oder gemeldet wurde, von wem, wann und aus welchem Grund. Eine Meldung im Kanal der Moderation auf Discord zitiert den Kommentar, solange er hier steht. Der Name steht nur dann bei einer Empfehlung oder Zusammenfassung, wenn die Moderatorin oder der Moderator zugestimmt hat, gezeigt zu werden. Von Gelöschtem oder Ausgeblendetem bleiben IDs, damit es nicht wiederkehrt, aber kein Wortlaut.',
  'privacy.why': 'Warum',
  'privacy.why.purpose':
    'Um Kommentare von Mitgliedern so unter einem Artikel zu zeigen, wie sie geschrieben wurden, und um umzusetzen, was die Mitglieder und die Moderation entscheiden. Zu nichts sonst: keine Werbung, keine Profile, kein Verkauf von Daten, kein Training von maschinellem Lernen.',
  'privacy.why.public':
    'Was gezeigt wird, ist öffentlich: Alle können es lesen, und Suchmaschinen können es auflisten.',
  'privacy.why.ask':
    'Worte werden öffentlich, weil das Mitglied zugestimmt hat, mit einem Button auf Discord oder mit /datenschutz zeigen. Die Zustimmung ist freiwillig. Niemand braucht sie, um mitzureden, und sie lässt sich jederzeit so leicht zurücknehmen, wie sie gegeben wurde.',
  'privacy.why.opt-out':
    'Worte werden öffentlich, weil es diese Threads für die Seite gibt: Das sagt am Anfang jedes Threads ein Hinweis, bevor jemand schreibt. Alle können jederzeit widersprechen, mit dem Button daneben oder mit /datenschutz behalten, und trotzdem mitreden.',
  'privacy.long': 'Wie lange',
  'privacy.long.shown':
    'Eine gezeigte Antwort bleibt so lange wie ihre Diskussion, auch wenn das Mitglied den Discord-Server verlassen hat, bis sie auf Discord gelöscht oder von der Moderation ausgeblendet wird oder das Mitglied anders entscheidet. Die Seite folgt binnen Sekunden, und binnen einer Stunde ist vom Wortlaut auch in unserer Datenbank keine Spur mehr.',
  'privacy.long.traces':
    'IDs von Antworten, zu denen das Mitglied nichts entschieden hat, und IDs von gelöschten werden nach {days, plural, one {# Tag} other {# Tagen}} gelöscht. IDs von ausgeblendeten bleiben so lange wie ihre Diskussion. Das Protokoll der Moderation behält seine letzten {lines, number} Einträge.',
  'privacy.long.gone':
    'Ist ein Kanal nicht mehr öffentlich, verschwinden seine Diskussionen sofort von der Seite. Sieht unser Programm eine Diskussion nicht mehr, etwa weil der Discord-Server das Programm entfernt hat, wird alles davon Aufbewahrte {days, plural, one {# Tag} other {# Tage}} später gelöscht. Hat ein Server das Programm entfernt, werden dann auch seine Einstellungen, sein Protokoll und die dort gegebenen Zustimmungen gelöscht.',
  'privacy.long.choice':
    'Eine Entscheidung bleibt gespeichert, bis das Mitglied sie ändert oder vergessen werden will. Die Entscheidung, Antworten auf Discord zu behalten, bleibt auch dann, wenn der Server unser Programm entfernt, damit sie gilt, falls es zurückkommt. Von Vergessenen bleiben nur ein Code, der Zeitpunkt und ob die Moderation sie ausgeblendet hatte, damit nichts von ihnen wiederkehrt, auch nicht aus einer Sicherung. Aus demselben Grund bleiben ein Code, der Zeitpunkt und die Entscheidung, wenn ein Mitglied Antworten zurücknimmt und wenn ein Kommentar oder ein Mitglied ausgeblendet oder wieder gezeigt wird. Für wen ein Code steht, kann ohne unsere Datenbank niemand sagen.',
  'privacy.erase': 'Ansehen und löschen',
  'privacy.erase.commands':
    'Dafür gibt es Befehle auf Discord, auf dem Server, auf dem geschrieben wurde. Die Antwort sieht nur, wer fragt.',
  'privacy.erase.show': 'Was gespeichert ist, seit wann, und wo geschrieben wurde.',
  'privacy.erase.export': 'Alles davon als Datei.',
  'privacy.erase.publish': 'Zeigt die eigenen Antworten auf {site}.',
  'privacy.erase.keep': 'Nimmt die eigenen Antworten von {site} und behält sie auf Discord.',
  'privacy.erase.forget': 'Löscht Wortlaut, Namen, IDs und Entscheidung aus allem, was aufbewahrt wird.',
  'privacy.erase.one':
    'Eine einzelne Antwort lässt sich auf Discord bearbeiten oder löschen. Soll sie nur von der Seite verschwinden, hilft im Menü der Nachricht unter „Apps“ der Befehl „Von der Seite nehmen“.',
  'privacy.erase.left':
    'Wer den Server verlassen hat oder ihn nicht mehr nutzen kann, schreibt mit der eigenen Discord-Nutzer-ID an den Kontakt unten. Dann wird alles gelöscht.',
  'privacy.stays': 'Was andere noch sehen können',
  'privacy.stays.place':
    'Wo andere geantwortet haben, steht an der Stelle „Dieser Kommentar wurde gelöscht.“, ohne Namen.',
  'privacy.stays.quoted':
    'Hat jemand diese Worte in einem eigenen Kommentar zitiert, bleiben sie dort stehen. Wer den Kommentar schrieb oder die Moderation kann sie entfernen.',
  'privacy.stays.discord':
    'Auf Discord bleiben die Nachrichten, bis sie dort gelöscht werden. Kopien, die Leser oder Suchmaschinen gemacht haben, sind außer Reichweite; Suchmaschinen entfernen ihre beim nächsten Besuch.',
  'privacy.who': 'Wer zuständig ist',
  'privacy.who.site': 'Für das hier Beschriebene ist {site} verantwortlich.',
  'privacy.who.contact': 'Fragen, Anliegen und Beschwerden: {contact}',
  'privacy.who.nobody':
    'Ein Kontakt ist hier noch nicht genannt. Fragen und Anliegen nimmt die Moderation auf Discord entgegen.',
  'privacy.who.authority': 'Auch die Datenschutzbehörde am eigenen Wohnort nimmt Beschwerden entgegen.',
  'privacy.who.discord': 'Was Discord selbst aufbewahrt, verantwortet Discord. Die Datenschutzerklärung dort: {url}',

  // Placeholders for Discord's markdown
  'markdown.member': 'ein Mitglied',
  'markdown.moderator': 'die Moderation',
  'markdown.role': 'eine Rolle',
  'markdown.channel': 'ein Kanal',
  'markdown.customize': 'Kanäle & Rollen',
  'markdown.browse': 'Kanäle durchstöbern',
  'markdown.guide': 'Server-Guide',
  'markdown.linkedRoles': 'Verknüpfte Rollen',
  'markdown.spoiler': 'Spoiler',

  // Discord: commands, by file, then subcommand, option and choice
  'command.article.name': 'artikel',
  'command.article.description': 'Eine Diskussion zu einem Artikel eröffnen oder finden',
  'command.article.article.name': 'artikel',
  'command.article.article.description': 'Der Titel des Artikels',
  'command.article.channel.name': 'kanal',
  'command.article.channel.description': 'Wo diskutiert wird; ohne Angabe im Hauptkanal, sonst hier',
  'command.articles.name': 'artikelliste',
  'command.articles.description': 'Die Artikel auflisten, die neuesten zuerst',
  'command.articles.query.name': 'suche',
  'command.articles.query.description': 'Wörter aus dem Titel',
  'command.discussion.name': 'diskussion',
  'command.discussion.description': 'Die Diskussion eines Artikels verwalten',
  'command.discussion.attach.name': 'zuordnen',
  'command.discussion.attach.description': 'Diesen Thread zur Diskussion eines Artikels machen',
  'command.discussion.attach.article.name': 'artikel',
  'command.discussion.attach.article.description': 'Der Titel des Artikels',
  'command.discussion.close.name': 'beenden',
  'command.discussion.close.description': 'Die Kommentare schließen: den Thread sperren, und die Seite sagt es',
  'command.discussion.close.article.name': 'artikel',
  'command.discussion.close.article.description': 'Der Titel des Artikels (in seinem Thread nicht nötig)',
  'command.discussion.reopen.name': 'fortsetzen',
  'command.discussion.reopen.description': 'Die Kommentare wieder öffnen, auf Dauer',
  'command.discussion.reopen.article.name': 'artikel',
  'command.discussion.reopen.article.description': 'Der Titel des Artikels (in seinem Thread nicht nötig)',
  'command.discussion.hide.name': 'verbergen',
  'command.discussion.hide.description':
    'Einen Kommentar mit seinem Link, von hier oder von der Seite, von der Seite nehmen',
  'command.discussion.hide.link.name': 'link',
  'command.discussion.hide.link.description': 'Der Link der Nachricht, oder der des Kommentars auf der Seite',
  'command.discussion.hide.reason.name': 'grund',
  'command.discussion.hide.reason.description': 'Warum (steht im Protokoll)',
  'command.discussion.hide.everything.name': 'alles',
  'command.discussion.hide.everything.description': 'Alles von diesem Mitglied von der Seite nehmen, jetzt und später',
  'command.discussion.info.name': 'info',
  'command.discussion.info.description': 'Artikel, Seite, Zähler und Stand dieser Diskussion anzeigen',
  'command.belowline.name': 'belowline',
  'command.belowline.description': 'Die Kommentare der Website einrichten und prüfen',
  'command.belowline.setup.name': 'einrichten',
  'command.belowline.setup.description': 'Alles Schritt für Schritt einrichten',
  'command.belowline.check.name': 'pruefen',
  'command.belowline.check.description': 'Sehen, was funktioniert, was nicht, und was zu tun ist',
  'command.belowline.audit.name': 'protokoll',
  'command.belowline.audit.description': 'Sehen, was Moderation und Mitglieder zuletzt getan haben',
  'command.article.notify.name': 'bescheid',
  'command.article.notify.description': 'Die dafür gewählte Rolle erwähnen (nur Moderation)',
  'command.hide-from-site.name': 'Von der Seite nehmen',
  'command.pin-as-summary.name': 'Als Zusammenfassung anpinnen',
  'command.privacy.name': 'datenschutz',
  'command.privacy.description': 'Was von deinen Antworten gespeichert und was gezeigt wird',
  'command.privacy.show.name': 'ansehen',
  'command.privacy.show.description': 'Ansehen, was über dich gespeichert ist',
  'command.privacy.publish.name': 'zeigen',
  'command.privacy.publish.description': 'Deine Antworten unter den Artikeln zeigen',
  'command.privacy.keep.name': 'behalten',
  'command.privacy.keep.description': 'Deine Antworten auf Discord behalten',
  'command.privacy.export.name': 'export',
  'command.privacy.export.description': 'Alles, was über dich gespeichert ist, als Datei bekommen',
  'command.privacy.forget.name': 'vergessen',
  'command.privacy.forget.description': 'Alles über dich löschen',
  'command.recommend-on-site.name': 'Auf der Seite empfehlen',
  'command.report-to-moderators.name': 'Der Moderation melden',
  'command.section.name': 'abschnitt',
  'command.section.description': 'Einen Abschnitt eines Artikels lesen',
  'command.section.article.name': 'artikel',
  'command.section.article.description': 'Der Titel des Artikels; ohne Angabe der hier diskutierte',
  'command.section.section.name': 'abschnitt',
  'command.section.section.description': 'Die Überschrift des Abschnitts',
  'command.section.show.name': 'zeigen',
  'command.section.show.description': 'Wer ihn sieht; ohne Angabe nur du',
  'command.section.show.me.name': 'nur mir',
  'command.section.show.everyone.name': 'allen',
  'command.summary.name': 'zusammenfassung',
  'command.summary.description': 'Eine Diskussion für die Leser der Seite zusammenfassen',
  'command.summary.draft.name': 'entwurf',
  'command.summary.draft.description':
    'Aus den Kommentaren einen Entwurf machen; nur du siehst ihn, bis du ihn postest',
  'command.summary.edit.name': 'bearbeiten',
  'command.summary.edit.description': 'Die Zusammenfassung ändern oder eine schreiben',
  'command.summary.remove.name': 'entfernen',
  'command.summary.remove.description': 'Die Zusammenfassung von der Seite nehmen',
  'command.summary.show.name': 'ansehen',
  'command.summary.show.description': 'Die Zusammenfassung ansehen, und ob sie geprüft werden muss',
};
