import type { Article, ArticleImage } from './article.ts';
import { isWeb, type DeclaredImage } from './fields.ts';
import type { Fault } from './front-matter.ts';
import { hashOf, type ParsedArticle } from './parse.ts';
import { pictureFile, type PictureFile, type Place } from './picture-file.ts';

/** An article with those of its pictures that can be shown, and why the others cannot; a change of one of `files` may mend that. */
export interface Illustrated {
  readonly article: Article;
  readonly files: readonly string[];
  readonly faults: readonly Fault[];
}

/** Finds an article's pictures on the disk: the one of its front matter, and those in its text. */
export async function withPictures(parsed: ParsedArticle, place: Place): Promise<Illustrated> {
  const { article, image, pictures } = parsed;
  const remote = image && remoteFrom(image);
  const lead = image && !remote ? await pictureFile(image, place) : null;
  const inText = await Promise.all(
    [...localBySource(pictures)].map(async ([source, declared]) => ({
      source,
      file: await pictureFile(declared, place),
    })),
  );
  const all: PictureFile[] = [...(lead ? [lead] : []), ...inText.map(({ file }) => file)];
  return {
    article: {
      ...article,
      image: lead?.type === 'found' ? { type: 'file', path: lead.path, alt: image?.alt ?? '' } : remote,
      pictures: inText.flatMap(({ source, file }) => (file.type === 'found' ? { source, path: file.path } : [])),
      hash: hashOf(article.hash, ...all.map((file) => (file.type === 'found' ? file.version : ''))),
    },
    files: all.flatMap(({ path }) => path ?? []),
    faults: all.flatMap((file) => (file.type === 'refused' ? file.fault : [])),
  };
}

function remoteFrom({ src, alt }: DeclaredImage): ArticleImage | null {
  const url = URL.parse(src);
  return url && isWeb(url) ? { type: 'remote', url: url.href, alt } : null;
}

/** Pictures of the text that are files, each once, by their source as the text has it. */
const localBySource = (pictures: readonly DeclaredImage[]): Map<string, DeclaredImage> =>
  new Map(
    pictures
      .filter(({ src }) => isOnSite(src))
      .map((picture) => [picture.src, { ...picture, src: pathFrom(picture.src) }]),
  );

// Not `//cdn.example/a.png`, which leads to another host.
const isOnSite = (src: string): boolean => URL.parse(src, 'https://site.invalid')?.host === 'site.invalid';

/** An address as a path on the disk: `my%20pier.jpg?v=2` is `my pier.jpg`. */
function pathFrom(address: string): string {
  const path = address.replace(/[?#].*$/s, '');
  try {
    return decodeURIComponent(path);
  } catch {
    return path; // a per cent sign that means itself
  }
}
