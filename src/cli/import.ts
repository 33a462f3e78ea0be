import { ConfigError, loadConfig } from '../config.ts';
import { importFile } from './import-file.ts';

const USAGE = 'Usage: npm run import -- FILE.txt [FILE.txt …]\nConverts each plain text to an article in CONTENT_DIR.';

const files = process.argv.slice(2);
if (files.length === 0 || files.some((file) => file.startsWith('-'))) {
  console.error(USAGE);
  process.exitCode = 2;
} else {
  await importAll().catch((error: unknown) => {
    if (!(error instanceof ConfigError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  });
}

async function importAll(): Promise<void> {
  const { contentDir } = loadConfig();
  for (const file of files) await importInto(contentDir, file);
}

async function importInto(folder: string, file: string): Promise<void> {
  const imported = await importFile(file, folder);
  if ('refusal' in imported) {
    console.error(`${file}: ${imported.refusal}`);
    process.exitCode = 1;
    return;
  }
  console.log(
    `${imported.path}: an article with ${imported.sections} sections. Add its date to the front matter, such as published: 2024-02-23`,
  );
}
