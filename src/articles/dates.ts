const DATE = /^(\d{4})-(\d\d)-(\d\d)(?:(?:T|t|\s+)(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s*(Z|z|[+-]\d\d:?\d\d)?)?$/;

/** Reads `2024-02-23`, `2024-02-23 18:30` or ISO 8601 as milliseconds since 1970, in UTC where no zone is named; undefined for anything else. */
export function timeFromDate(text: string): number | undefined {
  const match = DATE.exec(text.trim());
  if (!match) return undefined;
  const [, year, month, day, hour = '00', minute = '00', second = '00', zone = 'Z'] = match;
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${isoZone(zone)}`);
  return Number.isNaN(time) || !isInCalendar(Number(year), Number(month), Number(day)) ? undefined : time;
}

const isoZone = (zone: string): string => zone.toUpperCase().replace(/^([+-]\d\d)(\d\d)$/, '$1:$2');

// Date.parse takes 30 February for 1 March.
const isInCalendar = (year: number, month: number, day: number): boolean =>
  new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day;
