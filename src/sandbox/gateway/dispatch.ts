/** One event as sent over the Gateway. */
export interface Dispatch {
  event: string;
  payload: object;
}

/** A list with one event, where others can return none. */
export const dispatch = (event: string, payload: object): Dispatch[] => [{ event, payload }];
