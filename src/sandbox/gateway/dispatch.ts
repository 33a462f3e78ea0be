/** One event as it goes over the Gateway. */
export interface Dispatch {
  event: string;
  payload: object;
}

/** One event, as a list that may be empty elsewhere. */
export const dispatch = (event: string, payload: object): Dispatch[] => [{ event, payload }];
