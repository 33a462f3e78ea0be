// @ts-check
import htm from 'htm';
import { h } from 'preact';

/** @typedef {(strings: TemplateStringsArray, ...values: unknown[]) => import('preact').VNode} Template */

/** A template of preact's elements. */
export const html = /** @type {{ bind(create: typeof h): Template }} */ (/** @type {unknown} */ (htm)).bind(h);
