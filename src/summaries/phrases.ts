import { stopWordsOf } from './sentences.ts';

/** What a language's sentences lean on, say against others, or mock with. Patterns see a sentence as it was written. */
interface Phrases {
  /** A sentence with such a beginning goes on from an earlier one, answers it, or mocks it. */
  readonly beginning: RegExp;
  /** Points at something outside the sentence, wherever it stands. */
  readonly pointing: RegExp;
  /** Words for something that was named before; fine once the sentence itself has named something. */
  readonly pronoun: RegExp;
  /** Talks to one of the others. */
  readonly address: RegExp;
  /** In an answer, goes on from what is answered. */
  readonly continuing: RegExp;
  /** Insults somebody. */
  readonly insult: RegExp;
  /** Shows that a short sentence is a whole one. */
  readonly verb: RegExp;
  /** A sentence with such a beginning speaks against what it answers. */
  readonly objection: RegExp;
  /** In a short sentence, denies what it answers. */
  readonly denial: RegExp;
}

const PHRASES: Readonly<Record<string, Phrases>> = {
  en: {
    beginning: new RegExp(
      `^(?:${[
        "and|but|or|nor|so|yet|because|which|that(?:’s|'s)?|this|these|those|it(?:’s|'s)?|its|they(?:’re|'re)?|them|their|he|she|his|her",
        'yes|yeah|yep|nope|no (?:way|wonder|need|chance|idea)|no[,.!:;–—-]|ok|okay|well|exactly|agreed?|true|right|same|sure|fair|indeed|thanks|thank you|sorry|lol',
        'then|therefore|thus|hence|otherwise|instead|however|still|also|besides|anyway|plus|even (?:so|then|if so)|(?:un)?til then|since then|by then|after that',
        'for example|such|none of|neither|both|others?|another|some of|one of|at least|not (?:only|really|to mention|my|at all|an?|one)|as (?:for|i|you|he|she|they|we|others|some(?:one|body)|an?other)|my point|in other words|even if you|with (?:all due )?respect|such as|too|either way|on the (?:contrary|other hand)|in that case',
        'oh|ah|wow|great|brilliant|lovely|wonderful|fantastic|marvellous|perfect|super|bravo|congratulations|well done|good (?:luck|job|idea|point)|nice|genius',
        "of course|obviously|clearly|apparently|typical|finally|what an?|how|as if|like|except|maybe|perhaps|hopefully|whatever|can’t wait|can't wait",
        "i (?:agree|disagree|doubt|think so|don’t think so|don't think so|see|know|guess|mean)|you|your|who|what|why|when will|where|does|do|did|is|are|was|can|will|would|should|have you|nonsense|rubbish|wrong|please|read|let[’']s|just|imagine|stop|look|try|go|give it|i for one|point taken|if so|or else",
      ].join('|')})(?![\\p{L}\\p{N}])`,
      'iu',
    ),
    pointing: new RegExp(
      [
        // this, these, those: unless it is about the time or the place that all share
        '(?<![\\p{L}])(?:this|these)(?! (?:year|week|month|morning|evening|summer|winter|spring|autumn|town|city|village|county|country))(?![\\p{L}])',
        '(?<![\\p{L}])those(?! who)(?![\\p{L}])',
        // that: unless it begins a clause
        '(?<![\\p{L}])that(?=[.,;:!]|$)',
        '(?<![\\p{L}])(?:think|know|believe|say|hope|doubt) that (?:will|would|is|was|has|can|works?)(?![\\p{L}])',
        `(?<!(?<!\\p{L})(?:says?|said|thinks?|knows?|knew|believes?|claims?|hopes?|means?|shows?|proves?|promised|found|true|clear|sure|so|such|now|is|was|fact|idea|sign) )(?<![\\p{L}])that (?!(?:the|an?|this|there|it|they|he|she|we|you|i|is|are|was|were|has|have|had|will|would|can|could|should|must|may|might|does?|did|no|nobody|every\\p{L}*|all|my|our|their|his|her|its|some|many|most|in|on|at|for|if|when|not|never|only|\\p{L}{4,}s|\\p{L}+ed)(?!\\p{L}))`,
        '(?<![\\p{L}])the (?:same|comparison|argument|claim|question|point|answer|former|latter|above|comment|excuse|opposite|debate above|rest of them|article|editors?|authors?|commenters?|(?:first|second|third|last|next|other) (?:one|part|point|time|sentence))(?![\\p{L}])',
        '(?<![\\p{L}])(?:too|either|as well|though|anyway|instead|otherwise|so|there|then|any ?more|one of (?:two|three|four|five|many))[.!]*$',
      ].join('|'),
      'iu',
    ),
    pronoun:
      /(?<!\p{L})(?:ones?(?=[.,;:!])|it|its|they|them|their|he|him|his|she|her|hers|then|there(?! (?:is|are|was|were|will|should|must|has|have)))(?!\p{L})/iu,
    address: /(?<!\p{L})(?:you|your|yours|yourself|u)(?!\p{L})/iu,
    continuing: /(?<!\p{L})(?:also|too|either|instead|rather|actually|anyway|exactly|likewise|yet)(?!\p{L})/iu,
    insult:
      /(?<!\p{L})(?:idiots?|idiotic|morons?|stupid|clowns?|useless|liars?|dinosaurs?|losers?|police state|shut up|crap|bullshit|damn|fuck\w*|shit\w*|arse\w*|genius|obviously)(?!\p{L})/iu,
    verb: /(?<!\p{L})(?:is|are|was|were|be|been|has|have|had|do|does|did|will|would|can|could|should|must|may|might|need|needs|cost|costs|make|makes|take|takes|get|gets|go|goes|want|wants|keep|lose|loses|pay|pays|use|uses|know|say|says|said|\p{L}{2,}ed|\p{L}+n[’']t|\p{L}+[’'](?:s|re|ve|ll|d|m))(?!\p{L})/iu,
    objection: /^(?:no[,.!:;–—-]|nope|nonsense|rubbish|wrong|sorry|but)(?!\p{L})/iu,
    denial:
      /(?<!\p{L})(?:disagree|not true|is wrong|are wrong|wrong about|opposite|exaggerat\p{L}+|on the contrary|untrue|false|does not|do not|did not|is not|are not|doesn[’']t|don[’']t|didn[’']t|isn[’']t|aren[’']t|was just|too)(?!\p{L})/iu,
  },
  de: {
    beginning: new RegExp(
      `^(?:${[
        'dies(?:e[rsmn]?)?|dies(?:elben?|elbe)|derselbe|dieselben?|dasselbe|sie|er|ihn|ihm|ihr|ihnen|ihre[rmns]?|seine?[rmns]?|es(?! gibt| fehlt| braucht)|deren|dessen|solche[rsmn]?|beides?|andere',
        'dort|da|daher|deshalb|darum|deswegen|trotzdem|dennoch|aber|und|oder|denn|doch|sondern|dann|damals|bis dahin|seitdem|dabei|dafür|dagegen|dazu|davon|daran|darauf|darin|darüber|danach|dadurch|so|also',
        'ja|nein|nö|nee|genau|stimmt|richtig|falsch|quatsch|unsinn|blödsinn|eben|auch|ebenso|sonst|stattdessen|außerdem|zudem|jedenfalls|naja|na|tja|ok|okay|klar|danke|weil|womit|wobei|weshalb|plötzlich|hoffentlich|vielleicht|typisch|endlich|immerhin|wenigstens|zumindest|immer noch|nicht (?:nur|mal|wirklich)',
        'oh|ach|ganz toll|toll|super|klasse|prima|wunderbar|großartig|herzlichen|glückwunsch|bravo|schön|natürlich|offenbar|offensichtlich|selbstverständlich|allerdings|insofern|mit anderen worten|wegen so|kein einziges wort|kein wort|nur weil|lies|lest|schau|hört|baut|macht|lasst|im gegenteil|im übrigen|übrigens|einerseits|andererseits',
        'was|wie|wer|wo|woher|wohin|wann|warum|wieso|welche[rsmn]?|weiß jemand|weiß|steht|gibt|geht|kommt|macht|hat|haben|ist|sind|war|wird|kann|muss|soll|sehe|finde|glaube|stimme|wäre|hätte|hatte|bitte|du|ich (?:stimme|glaube|auch|denke|finde auch)|halte|darf|wozu',
      ].join('|')})(?![\\p{L}\\p{N}])`,
      'iu',
    ),
    pointing: new RegExp(
      [
        '(?<![\\p{L}])dies(?:e[rsmn]?)?(?! (?:Jahr|Woche|Monat|Sommer|Winter|Frühjahr|Frühling|Herbst|Stadt|Land|Tage?n?|Morgen))(?![\\p{L}])',
        '(?<![\\p{L}])(?:im Artikel|so etwas|dasselbe|derselben?|dieselben?|demselben|damals|das stimmt|genau so|ebenfalls)(?![\\p{L}])',
        '(?<![\\p{L}])(?:der|die|das|den|dem|des) (?:Vergleich|Argument|Frage|Punkt|Vorschlag|Rechnung|Beitrag|Beispiel|Antwort|Gegenteil|Sache|Artikels?|Redaktion|Autorin|Autor|(?:erste|zweite|dritte|letzte)[nr]? (?:Teil|Punkt|Satz|Mal))(?:s|es)?(?![\\p{L}])',
        '(?<![\\p{L}])(?:auch|dazu|davon|dafür|dagegen|dort|daran|trotzdem|sowieso|doch|so)[.!]*$',
      ].join('|'),
      'iu',
    ),
    pronoun:
      /(?<!\p{L})(?:sie|er|ihn|ihm|ihnen|ihre?[rmns]?|seine?[rmns]?|davon|dafür|dagegen|dazu|dabei|dadurch|daran|darauf|darin|darüber|danach|dort|dann|deshalb|trotzdem|deren|dessen)(?!\p{L})/iu,
    address: /(?<!\p{L})(?:du|dich|dir|dein(?:e[rsmn]?)?|euch|eue?re?[rsmn]?|ihr \p{Ll}+t)(?!\p{L})/iu,
    continuing:
      /(?<!\p{L})(?:auch|außerdem|ebenfalls|doch|halt|eben|ja|sondern|wohl|nur noch|immer noch|schließlich)(?!\p{L})/iu,
    insult:
      /(?<!\p{L})(?:idiot\p{L}*|dumm\p{L}*|pfeifen?|deppen?|trottel\p{L}*|lügner\p{L}*|abzocke\p{L}*|ideologie|millionengrab|unfähig\p{L}*|volltrottel|schwachsinn|scheiß\p{L}*|verarsch\p{L}*|versager|zeche)(?!\p{L})/iu,
    verb: /(?<!\p{L})(?:ist|sind|war|waren|wäre|hat|haben|hatte|wird|werden|wurde|wurden|kann|können|könnte|muss|müssen|müsste|soll|sollen|sollte|will|wollen|darf|dürfen|gibt|\p{Ll}{3,}t(?<!nicht|seit|selbst|recht|jetzt|erst|sonst|fast|überhaupt|meist))(?!\p{L})/u,
    objection: /^(?:nein|nö|nee|quatsch|unsinn|blödsinn|falsch|aber|doch)(?!\p{L})/iu,
    denial:
      /(?<!\p{L})(?:stimmt (?:so |doch |einfach )?nicht|ist falsch|widersprech\p{L}+|im gegenteil|übertrieben|anders|hinkt|kein(?:e[rsmn]?)?|nicht|unsinn|quatsch)(?!\p{L})/iu,
  },
};

/** The languages whose sentences can be judged. */
export const isJudged = (language: string): boolean => language in PHRASES;

const JOKE = /[😂🤣😅😆😜😉🙃🙄🤡😏]|(?<!\p{L})(?:lol|rofl|haha\p{L}*|xd)(?!\p{L})|(?<!\S)\/s(?!\S)/iu;

/** Whether a comment is a joke, as far as its emoji and abbreviations tell. */
export const isJoke = (text: string): boolean => JOKE.test(text);

const QUESTION = /[?？؟՞⁇⁈]/u;

/** Whether a sentence or a comment asks something. */
export const asks = (text: string): boolean => QUESTION.test(text);

const SHOUTED = /!{2,}|…!|(?<!\p{L})\p{Lu}{4,}(?!\p{L}).*(?<!\p{L})\p{Lu}{4,}(?!\p{L})/u;
const QUOTES = /["“”„«»‟]/u; // somebody else's words, or irony; and a quotation within a quotation is hard to read
const WORD = /[\p{L}\p{N}]+/gu;
const SURE_OF_A_VERB = 7; // words
const DENIAL = 8; // words at most
const wordsIn = (text: string): number => text.match(WORD)?.length ?? 0;

/**
 * Whether a good editor could quote the sentence by itself: it leans on no other one, is whole, asks nothing, and insults or
 * mocks nobody. Other languages than English and German are judged by their marks alone.
 */
export function standsAlone(text: string, { language, isAnswer }: { language: string; isAnswer: boolean }): boolean {
  if (asks(text) || SHOUTED.test(text) || QUOTES.test(text) || isJoke(text)) return false;
  const phrases = PHRASES[language];
  if (!phrases) return true;
  const { beginning, pointing, address, continuing, insult, verb } = phrases;
  if (beginning.test(text) || pointing.test(text) || insult.test(text)) return false;
  if (language === 'de' && POINTING_ARTICLE.test(text)) return false;
  if (isAnswer && (address.test(text) || continuing.test(text))) return false;
  if (wordsIn(text) < SURE_OF_A_VERB && !verb.test(text)) return false;
  return !phrases.pronoun.test(text) || namedBefore(phrases.pronoun, text, language) >= NAMED;
}

const NAMED = 2; // words before a pronoun that mean something by themselves: it stands for one of them

function namedBefore(pronoun: RegExp, text: string, language: string): number {
  const stopWords = stopWordsOf(language);
  const words = text.slice(0, text.search(pronoun)).toLowerCase().match(WORD) ?? [];
  return words.filter((word) => !stopWords.has(word)).length;
}

/** "Das haben alle gesagt", not "Das alte Haus": an article has its noun soon after it. */
const POINTING_ARTICLE =
  /^(?:Das|Die|Der|Den|Dem)(?! (?:(?!(?:h[aä]tten?|haben?|w[aä]ren?|w[eu]rden?|würden?|können|sollen|müssen|sehe|finde) )[\p{Ll}-]+(?:e|en|er) ){0,2}[\p{Lu}\p{N}])/u;

/** Whether the beginning of an answer speaks against what it answers. */
export function disagrees(text: string, language: string): boolean {
  const phrases = PHRASES[language];
  if (!phrases) return false;
  return phrases.objection.test(text) || (wordsIn(text) <= DENIAL && phrases.denial.test(text));
}
