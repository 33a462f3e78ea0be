/** Variables by name, such as `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** One setting that cannot be used. `read` is what was found, shortened and without secrets. */
export interface Mistake {
  readonly variable: string;
  readonly read: string;
  readonly allowed: string;
}

/** Reads variables one by one and goes on after a mistake, so that all of them can be told together. */
export type EnvironmentReader = ReturnType<typeof createEnvironmentReader>;

/** Builds a reader; an empty variable counts as absent, and after a mistake the answer is the one for an absent one. */
export function createEnvironmentReader(environment: Environment) {
  const mistakes: Mistake[] = [];

  const text = (variable: string) => environment[variable]?.trim() || null;

  function refuse(variable: string, allowed: string) {
    const value = text(variable);
    mistakes.push({ variable, read: value === null ? 'not set' : shown(value), allowed });
  }

  function checked<T>(variable: string, parse: (value: string) => T | null, allowed: string): T | null {
    const value = text(variable);
    if (value === null) return null;
    const parsed = parse(value);
    if (parsed === null) refuse(variable, allowed);
    return parsed;
  }

  return {
    mistakes,
    text,
    refuse,

    /** A value that is never shown: one word. */
    secret(variable: string, allowed: string): string | null {
      const value = text(variable);
      if (value === null || !/\s/.test(value)) return value;
      mistakes.push({ variable, read: `${value.length} characters with a space in them`, allowed });
      return value;
    },

    oneOf<const T extends string>(variable: string, choices: readonly T[], fallback: T): T {
      const choose = (value: string) => choices.find((choice) => choice === value) ?? null;
      return checked(variable, choose, choices.join(' or ')) ?? fallback;
    },

    integer(variable: string, { from, to, fallback }: { from: number; to: number; fallback: number }): number {
      const parse = (value: string) =>
        /^\d{1,15}$/.test(value) && isWithin(Number(value), from, to) ? Number(value) : null;
      return checked(variable, parse, `a whole number from ${from} to ${to}`) ?? fallback;
    },

    /** A URL that others are appended to: the slashes at its end go. */
    baseUrl: (variable: string) =>
      checked(
        variable,
        baseUrlFromText,
        'a URL that begins with http:// or https:// and has no password, query or fragment',
      ),

    /** A URL that our own paths are put behind: nothing stands after its host. */
    origin: (variable: string) =>
      checked(variable, originFromText, 'a URL without a path, such as https://comments.news.example'),

    /** Any number of the same, with spaces or commas between them. */
    origins: (variable: string) =>
      checked(variable, originsFromText, 'URLs without a path, such as https://news.example https://blog.example') ??
      [],

    /** A URL that people follow. */
    link: (variable: string) => checked(variable, linkFromText, 'a URL that begins with http:// or https://'),
  };
}

const isWithin = (value: number, from: number, to: number) => value >= from && value <= to;

function linkFromText(text: string): string | null {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '' ? url.href : null;
}

function baseUrlFromText(text: string): string | null {
  const link = linkFromText(text);
  return link === null || /[?#]/.test(link) ? null : link.replace(/\/+$/, '');
}

function originFromText(text: string): string | null {
  const base = baseUrlFromText(text);
  return base !== null && new URL(base).pathname === '/' ? base : null;
}

function originsFromText(text: string): string[] | null {
  const origins = text
    .split(/[\s,]+/)
    .filter((part) => part !== '')
    .map(originFromText);
  return origins.some((origin) => origin === null) ? null : origins.filter((origin) => origin !== null);
}

/** Quotes a value, at most 60 characters of it; what may be a password or a bot's token in it is replaced by dots. */
function shown(value: string): string {
  const withoutSecrets = value.replace(/\/\/.*@/, '//…@').replaceAll(/[\w-]{18,}\.[\w-]{5,}\.[\w-]{20,}/g, '…');
  return JSON.stringify(withoutSecrets.length > 60 ? `${withoutSecrets.slice(0, 60)}…` : withoutSecrets);
}
