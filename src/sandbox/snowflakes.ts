const DISCORD_EPOCH = 1_420_070_400_000; // 2015-01-01, Discord's first millisecond

/** Creates a generator of ever-growing snowflakes (ids as decimal strings); `last` is the highest id issued before. */
export function createSnowflakes(now: () => number, last = '0'): { next(): string; last(): string } {
  let highest = BigInt(last);
  return {
    next() {
      const fresh = BigInt(now() - DISCORD_EPOCH) << 22n;
      highest = fresh > highest ? fresh : highest + 1n;
      return String(highest);
    },
    last: () => String(highest),
  };
}

/** When a snowflake was created, in milliseconds since 1970. */
export const timeOfSnowflake = (id: string): number => Number(BigInt(id) >> 22n) + DISCORD_EPOCH;

/** Compares two snowflakes, the older first. */
export const olderFirst = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
