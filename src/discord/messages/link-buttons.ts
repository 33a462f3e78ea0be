import { ButtonBuilder, ButtonStyle } from 'discord.js';
import { cut, MAX_LABEL } from './text.ts';

/** The longest address of a link button; a slug in another script is encoded in up to nine characters a letter. */
export const MAX_URL = 512;

/** A button that leads to an address; none to one that is too long for Discord's buttons. */
export const linkButtons = (label: string, url: string): ButtonBuilder[] =>
  url.length <= MAX_URL
    ? [new ButtonBuilder().setStyle(ButtonStyle.Link).setLabel(cut(label, MAX_LABEL)).setURL(url)]
    : [];
