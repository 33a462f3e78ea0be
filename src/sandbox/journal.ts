/** One entry: a request with its response, a dispatch or the reason why there was none, a Gateway message, or a person's action. */
export interface JournalEntry {
  id: number;
  at: string;
  kind: 'request' | 'unbuilt' | 'dispatch' | 'gateway' | 'person' | 'fault' | 'withheld';
  /** "POST /channels/{channel_id}/messages", "MESSAGE_CREATE", "say" and the like. */
  what: string;
  detail: Record<string, unknown>;
}

/** Where a request, a response or a dispatch violated Discord's published specification. */
export interface Violation {
  at: string;
  /** The operation or event, and whether it was the request or the response. */
  where: string;
  path: string;
  message: string;
}

/** What passed through the box, oldest first. Entries and violations are bounded by the same number. */
export interface Journal {
  entries(): readonly JournalEntry[];
  violations(): readonly Violation[];
  record(kind: JournalEntry['kind'], what: string, detail?: Record<string, unknown>): void;
  violate(violation: Omit<Violation, 'at'>): void;
}

const CAPACITY = 5_000;

/** Builds an empty journal; times are ISO 8601 of the box's clock. */
export function createJournal(now: () => number): Journal {
  const entries: JournalEntry[] = [];
  const violations: Violation[] = [];
  let count = 0;
  const keep = <T>(list: T[], item: T) => {
    list.push(item);
    if (list.length > CAPACITY * 1.2) list.splice(0, list.length - CAPACITY);
  };
  const at = () => new Date(now()).toISOString();
  return {
    entries: () => entries,
    violations: () => violations,
    record: (kind, what, detail = {}) => keep(entries, { id: ++count, at: at(), kind, what, detail }),
    violate: (violation) => keep(violations, { at: at(), ...violation }),
  };
}
