import { dataHeaders, NEVER_KEPT, type AnswerHeaders } from './headers.ts';
import type { PageContext } from './page/context.ts';
import { layoutHtml } from './page/layout.ts';
import { problemHtml } from './page/problem.ts';
import { Problem, problemJson } from './problem.ts';

/** What went wrong, as the reader is told. */
interface Told {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
}

/** Turns what went wrong into a page or, for programs, into problem+json. */
export interface ProblemAnswers {
  answer(error: unknown, request: Request): Promise<Response>;
}

/** Builds the answers for what went wrong; what is not a `Problem` is our own fault: it is reported, and the reader is told nothing of it. */
export function createProblemAnswers(parts: {
  context: PageContext;
  headers: AnswerHeaders;
  report: (error: unknown) => void;
}): ProblemAnswers {
  const { context, headers, report } = parts;

  function told(error: unknown): Told {
    const { t } = context;
    if (!(error instanceof Problem))
      return { status: 500, title: t('page.problem.failure'), detail: t('page.problem.failed') };
    const title = error.status === 404 ? t('page.problem.gone') : t('page.problem.query');
    return { status: error.status, title, detail: t(error.key, error.values) };
  }

  return {
    async answer(error, request) {
      if (!(error instanceof Problem)) report(error);
      const { status, title, detail } = told(error);
      const more = { 'cache-control': NEVER_KEPT, ...(status === 405 && { allow: 'GET, HEAD' }) };
      if (wantsJson(request))
        return new Response(problemJson(status, detail), {
          status,
          headers: { ...dataHeaders('application/problem+json'), ...more },
        });
      const page = await layoutHtml({ title, main: problemHtml({ title, detail }, context) }, context);
      return new Response(page, { status, headers: { ...headers, ...more } });
    },
  };
}

function wantsJson(request: Request): boolean {
  const accept = request.headers.get('accept') ?? '';
  return (
    new URL(request.url).pathname.endsWith('/comments.json') ||
    (/\bapplication\/(problem\+)?json\b/.test(accept) && !accept.includes('text/html'))
  );
}
