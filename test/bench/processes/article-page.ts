import { articleWith } from '../../helpers/article.ts';
import { createWebWorld } from '../../helpers/web-world.ts';
import { startWebServer } from '../../../src/web/server.ts';
import { answerParent } from './parent.ts';

const { comments } = JSON.parse(process.argv[2] ?? '{}') as { comments: number };
const article = articleWith({ slug: 'bridge', lead: 'A lead of some words. '.repeat(20) });
const world = await createWebWorld([article]);
await world.open(article);
for (let index = 0; index < comments; index++) {
  const content = `Comment **${index}** says something of the usual length, with a [link](https://news.example/${index}) in it.`;
  await world.reply({ content, author: String(1000 + (index % 100)), authorName: `Member ${index % 100}` });
}
const { url } = await startWebServer({ createHandler: () => world.handler, host: '127.0.0.1', port: 0 });
answerParent({ url }, { reply: () => world.reply({ content: 'One more.' }) });
