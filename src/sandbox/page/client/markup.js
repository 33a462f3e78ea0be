// @ts-check
import htm from 'htm';
import { h } from 'preact';

/** @typedef {(strings: TemplateStringsArray, ...values: unknown[]) => import('preact').VNode} Template */

/** An htm template for preact elements. */
export const html = /** @type {{ bind(create: typeof h): Template }} */ (/** @type {unknown} */ (htm)).bind(h);
