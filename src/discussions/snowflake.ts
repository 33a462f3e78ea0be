/** Orders Discord's ids by age, oldest first: they are numbers too large for a number, so the shorter is the older. */
export function compareSnowflakes(a: string, b: string): number {
  if (a === b) return 0;
  if (a.length !== b.length) return a.length - b.length;
  return a < b ? -1 : 1;
}

/** The first millisecond of 2015: Discord's ids count from there. */
const DISCORD_EPOCH = 1_420_070_400_000;

/** When what has this id was made, in milliseconds since 1970: an id's upper 42 bits. */
export const timeOfSnowflake = (id: string): number => Number(BigInt(id) >> 22n) + DISCORD_EPOCH;
