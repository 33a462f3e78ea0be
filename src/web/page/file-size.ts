const UNITS = ['B', 'KB', 'MB', 'GB'] as const;

/** A file's size for people: `fileSize(1_536)` is "1.5 KB". */
export function fileSize(bytes: number): string {
  const step = Math.min(Math.floor(Math.log(Math.max(1, bytes)) / Math.log(1024)), UNITS.length - 1);
  return `${Number((bytes / 1024 ** step).toPrecision(3))} ${UNITS[step]}`;
}
