// @ts-check

import { tellTimes } from './times.js';

/* On an article's page, which says all without it. */

const MINUTE = 60_000; // ms

tellTimes(document);
setInterval(() => tellTimes(document), MINUTE);
