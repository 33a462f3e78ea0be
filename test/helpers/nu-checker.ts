import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const require = createRequire(import.meta.url);

/** A page as a reader may get it. */
interface WholePage {
  readonly name: string;
  readonly html: string;
}

/** Whether a page can be checked here: REQUIRE_JAVA=1 makes a missing Java a failure. */
export const canCheckHtml = process.env['REQUIRE_JAVA'] === '1' || spawnSync('java', ['-version']).status === 0;

interface Message {
  readonly type: string;
  readonly url: string;
  readonly message: string;
  readonly extract?: string;
}

/** The errors that the Nu Html Checker finds in whole pages, each with its page's name. One Java reads them all: it takes seconds to start. */
export async function htmlErrors(pages: readonly WholePage[]): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'nu-checker-'));
  try {
    await Promise.all(pages.map(({ html }, index) => writeFile(join(folder, `${index}.html`), html)));
    const jar = require.resolve('vnu-jar/build/dist/vnu.jar');
    const options = ['--errors-only', '--exit-zero-always', '--stdout', '--format', 'json'];
    const { stdout } = await promisify(execFile)('java', ['-jar', jar, ...options, folder], { maxBuffer: 2 ** 26 });
    const { messages } = JSON.parse(stdout) as { messages: Message[] };
    return messages.map(({ url, message, extract = '' }) => {
      const page = pages[Number(/(\d+)\.html$/.exec(url)?.[1])]?.name ?? url;
      return `${page}: ${message} ${extract.replaceAll(/\s+/g, ' ').trim()}`.trim();
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}
