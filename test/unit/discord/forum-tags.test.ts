import { ChannelFlags, ChannelFlagsBitField, type GuildForumTag } from 'discord.js';
import { expect, test } from 'vitest';
import { UserError } from '../../../src/discord/runtime/command.ts';
import { chooseTags } from '../../../src/discord/posting/posting.ts';

const tag = (name: string, moderated = false): GuildForumTag => ({ id: `id of ${name}`, name, moderated, emoji: null });
const forum = (tags: GuildForumTag[], isTagRequired = false) => ({
  id: '1',
  availableTags: tags,
  flags: new ChannelFlagsBitField(isTagRequired ? ChannelFlags.RequireTag : 0),
});

test('the newspaper’s section is the tag, whatever its case and accents', () => {
  const tags = [tag('Misc'), tag('MONDE')];
  expect(chooseTags(forum(tags), { section: 'Monde', tags: ['misc'] })).toEqual(['id of MONDE']);
  expect(chooseTags(forum([tag('Économie')]), { section: 'economie', tags: [] })).toEqual(['id of Économie']);
});

test('without such a tag there is none, unless the forum demands one', () => {
  const article = { section: 'World', tags: ['Film'] };
  expect(chooseTags(forum([tag('Misc')]), article)).toEqual([]);
  expect(chooseTags(forum([tag('Misc'), tag('film')], true), article)).toEqual(['id of film']);
  expect(chooseTags(forum([tag('Staff', true), tag('Misc')], true), article)).toEqual(['id of Misc']);
  expect(chooseTags(forum([tag('Staff', true)], true), article)).toEqual(['id of Staff']);
});

test('a forum that demands a tag and has none is the asker’s to mend', () => {
  expect(() => chooseTags(forum([], true), { section: null, tags: [] })).toThrow(UserError);
});
