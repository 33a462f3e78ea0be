import { readFileSync } from 'node:fs';
import { parse } from 'dotenv';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Config, ConfigError, configFrom, type Environment } from '../../src/config.ts';

const variables = Object.keys(parse(readFileSync(new URL('../../.env.example', import.meta.url))));

const value = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.webUrl({ withFragments: true, withQueryParameters: true }),
  fc.nat().map(String),
  fc.constantFrom(
    '1',
    'web',
    'ask',
    'production',
    'memory:',
    'sqlite:x',
    'postgres://',
    'http://',
    'https://[::1]/',
    '//@',
  ),
);
const environment = fc.dictionary(fc.constantFrom(...variables), value);

function outcomeOf(env: Environment): Config | ConfigError {
  try {
    return configFrom(env);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
}

test('any environment gives a sound configuration, or one error with at least one mistake', () => {
  const isSound = (outcome: Config | ConfigError) =>
    outcome instanceof ConfigError
      ? outcome.mistakes.length > 0
      : outcome.web.port <= 65_535 && (outcome.discord.kind !== 'token' || outcome.site.url !== null);
  fc.assert(
    fc.property(environment, (env) => isSound(outcomeOf(env))),
    { numRuns: 1000 },
  );
});

test('no message ever holds the token', () => {
  const token = fc.stringMatching(/^[\w-]{8}[\w.\- ]{0,60}[\w-]{8}$/);
  fc.assert(
    fc.property(environment, token, (env, secret) => {
      const outcome = outcomeOf({ ...env, PORT: 'x', DISCORD_TOKEN: secret });
      const message = outcome instanceof ConfigError ? outcome.message : '';
      expect(message).toContain('PORT is "x"');
      expect(message).not.toContain(secret);
    }),
  );
});
