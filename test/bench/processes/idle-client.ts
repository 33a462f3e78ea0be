import { Client, GatewayDispatchEvents, GatewayIntentBits } from 'discord.js';
import { answerParent } from './parent.ts';

const { token, api } = JSON.parse(process.argv[2] ?? '{}') as { token: string; api: string };
const { Guilds, GuildMessages, MessageContent } = GatewayIntentBits;
const client = new Client({ intents: [Guilds, GuildMessages, MessageContent], rest: { api } });
let seen = 0;
client.ws.on(GatewayDispatchEvents.MessageCreate, () => (seen += 1));
const ready = new Promise((resolve) => client.once('clientReady', resolve));
await client.login(token);
await ready;
answerParent({}, { seen: () => seen, stop: () => client.destroy() });
