import type { ReadBack } from './discussion.ts';
import { compareSnowflakes, earlierSnowflake } from '../snowflake.ts';

/**
 * What is to be read back after a gap, when the latest messages were read down to `reached` (null: all of them were). An
 * unfinished reading goes on where it was, so that it comes to an end however often the bot is stopped.
 */
export function readBackAfterGap(
  unfinished: ReadBack | undefined,
  { reached, asArchived }: { reached: string | null; asArchived: string | null },
): ReadBack | null {
  if (reached === null) return null;
  const before = earlierSnowflake(unfinished?.before ?? reached, reached);
  return { before, until: before === reached ? null : before, asArchived };
}

/** What is still to be read back when a page more was read, down to `reached` (null: nothing older is left); null for nothing. */
export function readBackAfterPage(readBack: ReadBack, reached: string | null): ReadBack | null {
  const { before, until } = readBack;
  const isSecondHalf = until !== null && (before === null || compareSnowflakes(before, until) > 0);
  if (isSecondHalf && (reached === null || compareSnowflakes(reached, until) <= 0)) return null;
  return reached === null && until === null ? null : { ...readBack, before: reached };
}
