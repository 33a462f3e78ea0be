/** The sandbox's refusal; `code` is Discord's. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  readonly code: number;
  readonly status: number;

  constructor({ code, message }: { code: number; message: string }, status: number) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

/** Sends one request to the sandbox and gives its JSON. Throws `RefusedError` for Discord's errors. */
export async function driveSandbox<Result>(sandboxUrl: string, path: string, body?: unknown): Promise<Result> {
  const request =
    body === undefined
      ? {}
      : { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  const response = await fetch(new URL(path, sandboxUrl), request);
  const answer = (await response.json()) as Result;
  if (!response.ok) throw new RefusedError(answer as { code: number; message: string }, response.status);
  return answer;
}
