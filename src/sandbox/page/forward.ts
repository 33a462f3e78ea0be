const ANSWERED = [
  'content-type',
  'content-security-policy',
  'cache-control',
  'etag',
  'location',
  'x-content-type-options',
];

/**
 * Asks the articles' server for what the box itself has not, with the same path and query: so the framed page is of the
 * box's origin, keeps its scroll when it is loaded again, and knows its own version. No path leads to another server.
 * Answers 502 when the server is not there.
 */
export async function forward(request: Request, pageUrl: string): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  // a path that begins with two slashes would name another host if it were resolved
  const url = Object.assign(new URL(pageUrl), { pathname, search });
  const headers = new Headers();
  for (const name of ['accept', 'if-none-match']) {
    const value = request.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  try {
    const answer = await fetch(url, { headers, redirect: 'manual' });
    const kept = ANSWERED.flatMap((name): [string, string][] => {
      const value = answer.headers.get(name);
      return value === null ? [] : [[name, value]];
    });
    // the framed document can be asked for its timings, not for its headers
    const version = answer.headers.get('etag')?.replaceAll(/^W\/|"/g, '');
    const timing: [string, string][] = version ? [['server-timing', `version;desc="${version}"`]] : [];
    return new Response(answer.body, { status: answer.status, headers: [...kept, ...timing] });
  } catch (error) {
    return new Response(
      `The articles’ page does not answer: ${error instanceof Error ? error.message : String(error)}`,
      {
        status: 502,
      },
    );
  }
}
