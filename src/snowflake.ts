/** Whether a text can be one of Discord's ids. */
export const isSnowflake = (text: string): boolean => /^[1-9]\d{0,19}$/.test(text);

/** Compares two ids, older first. They are too large for a number: the shorter text is the older id. */
export function compareSnowflakes(a: string, b: string): number {
  if (a === b) return 0;
  if (a.length !== b.length) return a.length - b.length;
  return a < b ? -1 : 1;
}

/** The first millisecond of 2015: Discord's ids count from there. */
const DISCORD_EPOCH = 1_420_070_400_000;

/** The time at which an id was made, in milliseconds since 1970: its upper 42 bits. */
export const timeOfSnowflake = (id: string): number => Number(BigInt(id) >> 22n) + DISCORD_EPOCH;

/** The last id that can be made in a millisecond; "0" before Discord's epoch. */
export const lastSnowflakeAt = (time: number): string =>
  time < DISCORD_EPOCH ? '0' : String((BigInt(Math.trunc(time) - DISCORD_EPOCH + 1) << 22n) - 1n);

/** The last id of the millisecond in which `id` was made: stands for an id that must not be kept. */
export const lastOfItsTime = (id: string): string => lastSnowflakeAt(timeOfSnowflake(id));

/** The later of two ids. */
export const laterSnowflake = (a: string, b: string): string => (compareSnowflakes(a, b) < 0 ? b : a);

/** The earlier of two ids. */
export const earlierSnowflake = (a: string, b: string): string => (compareSnowflakes(a, b) < 0 ? a : b);
