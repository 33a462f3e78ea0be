// @ts-check

import { tellTimes } from './times.js';

// Runs on our own pages, which say all without it.

const MINUTE = 60_000;

tellTimes(document);
setInterval(() => tellTimes(document), MINUTE);
