const ANSWERED = [
  'content-type',
  'content-security-policy',
  'cache-control',
  'etag',
  'location',
  'x-content-type-options',
];

/**
 * Proxies what the box does not have to the articles' server, with the same path and query: so the framed page is of the
 * box's origin, keeps its scroll position on reload, and knows its own version. No path leads to another server.
 * Responds with 502 if the server is unreachable.
 */
export async function forward(request: Request, pageUrl: string): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  // resolving a path with two leading slashes would name another host
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
    // scripts can read the framed document's timings, not its headers
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
