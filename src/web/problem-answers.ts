import { html } from 'hono/html';
import type { Html, LayoutContext, PageContext } from './page/context.ts';
import type { Article } from '../articles/article.ts';
import { articlePath } from './addresses.ts';
import { dataHeaders, NEVER_KEPT, type AnswerHeaders } from './http.ts';
import { layoutHtml } from './page/layout.ts';
import { Problem, problemJson } from './problem.ts';

/** Turns errors into a page or, for programs, into problem+json. */
export interface ProblemAnswers {
  /** With `article`, the response is in its language and links back to it. */
  answer(error: unknown, request: Request, article?: Article): Promise<Response>;
}

/** Creates the responses to errors. One that is not a `Problem` is our fault: it is reported, and readers learn nothing about it. */
export function createProblemAnswers(parts: {
  contextIn: (language: string) => LayoutContext;
  headers: AnswerHeaders;
  report: (error: unknown) => void;
}): ProblemAnswers {
  const { contextIn, headers, report } = parts;

  return {
    async answer(error, request, article) {
      if (!(error instanceof Problem)) report(error);
      const context = contextIn(article?.language ?? 'en');
      const { status, title, detail } = described(error, context);
      const more = { 'cache-control': NEVER_KEPT, ...(status === 405 && { allow: 'GET, HEAD' }) };
      if (wantsJson(request))
        return new Response(problemJson(status, detail), {
          status,
          headers: { ...dataHeaders('application/problem+json'), ...more },
        });
      const page = await layoutHtml({ title, main: problemHtml(title, detail, article, context) }, context);
      return new Response(page, { status, headers: { ...headers, ...more } });
    },
  };
}

/** A problem in the reader's language. */
function described(error: unknown, { t }: PageContext): { status: number; title: string; detail: string } {
  if (!(error instanceof Problem))
    return { status: 500, title: t('page.problem.failure'), detail: t('page.problem.failed') };
  const title = error.status === 404 ? t('page.problem.gone') : t('page.problem.query');
  return { status: error.status, title, detail: t(error.key, error.values) };
}

/** The main part of a problem's page, with a link back to the article if there is one. */
function problemHtml(title: string, detail: string, article: Article | undefined, { t }: PageContext): Html {
  return html`<div class="problem">
    <h1>${title}</h1>
    <p>${detail}</p>
    ${
      article &&
      html`<p>
        <a href="${articlePath(article)}#comments"><bdi>${article.title}</bdi></a>
      </p>`
    }
    <p><a href="/">${t('page.toArticles')}</a></p>
  </div>`;
}

/** Whether a request is a program's, by its path or its `Accept`. */
export function wantsJson(request: Request): boolean {
  const accept = request.headers.get('accept') ?? '';
  return (
    /\/(?:comments(?:\.feed)?\.json|counts|events)$/.test(new URL(request.url).pathname) ||
    (/\bapplication\/(problem\+)?json\b/.test(accept) && !accept.includes('text/html'))
  );
}
