/** Does a piece of work; that it failed is told when all are done. */
export type Attempt = (work: () => Promise<unknown>) => Promise<void>;

/** Does many pieces of work, of which one that fails keeps none of the others from being done; rejects with all failures at the end. */
export async function attemptAll(failed: string, pieces: (attempt: Attempt) => Promise<void>): Promise<void> {
  const failures: unknown[] = [];
  await pieces(async (work) => {
    try {
      await work();
    } catch (failure) {
      failures.push(failure);
    }
  });
  if (failures.length > 0) throw new AggregateError(failures, failed);
}
