import { html } from 'hono/html';
import type { Html, PageContext } from './page/context.ts';
import type { Article } from '../articles/article.ts';
import { articlePath } from './addresses.ts';
import { dataHeaders, NEVER_KEPT, type AnswerHeaders } from './http.ts';
import { layoutHtml } from './page/layout.ts';
import { Problem, problemJson } from './problem.ts';

/** What went wrong, and the article to go back to if it was asked about one. */
interface ToldProblem {
  readonly title: string;
  readonly detail: string;
  readonly back: { readonly title: string; readonly path: string } | undefined;
}

/** What a reader sees instead of the page they asked for. */
function problemHtml({ title, detail, back }: ToldProblem, { t }: PageContext): Html {
  return html`<div class="problem">
    <h1>${title}</h1>
    <p>${detail}</p>
    ${
      back &&
      html`<p>
        <a href="${back.path}"><bdi>${back.title}</bdi></a>
      </p>`
    }
    <p><a href="/">${t('page.toArticles')}</a></p>
  </div>`;
}

/** What went wrong, as the reader is told. */
interface Told {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
}

/** Turns what went wrong into a page or, for programs, into problem+json. */
export interface ProblemAnswers {
  /** `article` is the one that was asked about: the answer is in its language, and leads back to it. */
  answer(error: unknown, request: Request, article?: Article): Promise<Response>;
}

/** Builds the answers for what went wrong; what is not a `Problem` is our own fault: it is reported, and the reader is told nothing of it. */
export function createProblemAnswers(parts: {
  contextIn: (language: string) => PageContext;
  headers: AnswerHeaders;
  report: (error: unknown) => void;
}): ProblemAnswers {
  const { contextIn, headers, report } = parts;

  function told(error: unknown, { t }: PageContext): Told {
    if (!(error instanceof Problem))
      return { status: 500, title: t('page.problem.failure'), detail: t('page.problem.failed') };
    const title = error.status === 404 ? t('page.problem.gone') : t('page.problem.query');
    return { status: error.status, title, detail: t(error.key, error.values) };
  }

  return {
    async answer(error, request, article) {
      if (!(error instanceof Problem)) report(error);
      const context = contextIn(article?.language ?? 'en');
      const { status, title, detail } = told(error, context);
      const more = { 'cache-control': NEVER_KEPT, ...(status === 405 && { allow: 'GET, HEAD' }) };
      if (wantsJson(request))
        return new Response(problemJson(status, detail), {
          status,
          headers: { ...dataHeaders('application/problem+json'), ...more },
        });
      const back = article && { title: article.title, path: `${articlePath(article)}#comments` };
      const page = await layoutHtml({ title, main: problemHtml({ title, detail, back }, context) }, context);
      return new Response(page, { status, headers: { ...headers, ...more } });
    },
  };
}

/** Whether the answer is for a program, by its path or by what is accepted. */
export function wantsJson(request: Request): boolean {
  const accept = request.headers.get('accept') ?? '';
  return (
    /\/(?:comments\.json|counts)$/.test(new URL(request.url).pathname) ||
    (/\bapplication\/(problem\+)?json\b/.test(accept) && !accept.includes('text/html'))
  );
}
