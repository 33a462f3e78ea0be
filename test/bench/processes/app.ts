import { startApp } from '../../../src/app.ts';
import { configFrom } from '../../../src/config.ts';
import { systemClock } from '../../../src/clock.ts';
import { answerParent } from './parent.ts';

const silent = () => undefined;
const environment = JSON.parse(process.argv[2] ?? '{}') as Record<string, string>;
const config = configFrom(environment);
if (config.discord.kind !== 'token') throw new Error('The bench gives a token');

const app = await startApp({
  config,
  discord: config.discord,
  clock: systemClock,
  log: { error: console.error, warn: console.error, info: silent, debug: silent },
});
answerParent({ url: app.url }, { stop: () => app.stop() });
