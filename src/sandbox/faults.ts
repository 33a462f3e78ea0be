/** A fault that the box can be told to produce, once or `times` times. */
export type Fault =
  | { kind: 'rate-limit'; operation?: string; retryAfter: number; scope: string; times: number }
  | { kind: 'error'; operation?: string; status: number; times: number }
  | { kind: 'delay'; operation?: string; milliseconds: number; times: number }
  | { kind: 'reset-before' | 'reset-after'; operation?: string; times: number }
  | { kind: 'old-edit'; operation?: string; retryAfter: number; times: number }
  | { kind: 'answer-first'; operation?: string; milliseconds: number; times: number }
  | { kind: 'drop' | 'double' | 'reorder'; event?: string; times: number }
  | { kind: 'partial'; event?: string; keys: readonly string[]; times: number };

type FaultOf<Kind extends Fault['kind']> = Extract<Fault, { kind: Kind }>;

/** The pending faults. */
export interface Faults {
  add(fault: Fault): void;
  /** Takes the first pending fault of these kinds that matches an operation or event. */
  take<Kind extends Fault['kind']>(kinds: readonly Kind[], what: string): FaultOf<Kind> | undefined;
  clear(): void;
}

const fits = (fault: Fault, what: string) => {
  const wanted = 'event' in fault ? fault.event : 'operation' in fault ? fault.operation : undefined;
  return wanted === undefined || wanted === what;
};

/** Builds an empty list of faults. */
export function createFaults(): Faults {
  let waiting: Fault[] = [];
  const isOf = <Kind extends Fault['kind']>(fault: Fault, kinds: readonly Kind[]): fault is FaultOf<Kind> =>
    kinds.some((kind) => kind === fault.kind);
  return {
    add: (fault) => void waiting.push(fault),
    take(kinds, what) {
      for (const fault of waiting) {
        if (!isOf(fault, kinds) || !fits(fault, what)) continue;
        fault.times -= 1;
        if (fault.times <= 0) waiting = waiting.filter((each) => each !== fault);
        return fault;
      }
      return undefined;
    },
    clear: () => void (waiting = []),
  };
}
