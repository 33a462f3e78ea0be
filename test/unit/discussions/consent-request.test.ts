import { expect, test } from 'vitest';
import {
  CONSENT_REQUEST_PAUSE,
  consentRequestStep,
  type ConsentRequest,
  type WaitingMember,
} from '../../../src/discussions/consent-request.ts';

const member = (first: string, last = first): WaitingMember => ({ user: `u${first}`, count: 1, first, last });
const request = (changes: Partial<ConsentRequest> = {}): ConsentRequest => ({
  message: '500',
  at: 0,
  count: 1,
  ...changes,
});

test('nobody waits: nothing is posted, and what was posted goes', () => {
  expect(consentRequestStep({ waiting: [], request: undefined, now: 0, mayPost: true })).toEqual({ type: 'nothing' });
  expect(consentRequestStep({ waiting: [], request: request(), now: 0, mayPost: true })).toEqual({ type: 'remove' });
});

test('the first who waits is asked at once', () => {
  expect(consentRequestStep({ waiting: [member('400')], request: undefined, now: 0, mayPost: true })).toEqual({
    type: 'post',
  });
});

test('somebody new below the message moves it down, ten minutes after it was posted at the earliest', () => {
  const waiting = [member('400'), member('600')];
  const early = consentRequestStep({ waiting, request: request(), now: 60_000, mayPost: true });
  expect(early).toEqual({ type: 'wait', delay: CONSENT_REQUEST_PAUSE - 60_000, movesFor: '600' });
  expect(consentRequestStep({ waiting, request: request(), now: CONSENT_REQUEST_PAUSE, mayPost: true })).toEqual({
    type: 'post',
  });
});

test('somebody who is asked already and writes on does not move it', () => {
  const waiting = [member('400', '900')];
  expect(consentRequestStep({ waiting, request: request(), now: CONSENT_REQUEST_PAUSE * 2, mayPost: true })).toEqual({
    type: 'nothing',
  });
});

test('when some have answered, its number is put right in place', () => {
  const waiting = [member('400')];
  expect(consentRequestStep({ waiting, request: request({ count: 3 }), now: 0, mayPost: true })).toEqual({
    type: 'edit',
  });
});

test('ids of different length are compared as numbers', () => {
  const waiting = [member('1000')];
  expect(
    consentRequestStep({ waiting, request: request({ message: '999' }), now: CONSENT_REQUEST_PAUSE, mayPost: true }),
  ).toEqual({
    type: 'post',
  });
});

test('where none may be posted, nobody is asked, and the one that is there is only put right', () => {
  const waiting = [member('400'), member('600')];
  const quiet = { waiting, now: CONSENT_REQUEST_PAUSE, mayPost: false };
  expect(consentRequestStep({ ...quiet, request: undefined })).toEqual({ type: 'nothing' });
  expect(consentRequestStep({ ...quiet, request: request() })).toEqual({ type: 'edit' });
  expect(consentRequestStep({ ...quiet, request: request({ count: 2 }) })).toEqual({ type: 'nothing' });
  expect(consentRequestStep({ ...quiet, waiting: [], request: request() })).toEqual({ type: 'remove' });
});

test('a move that was put off comes at its time although nothing was heard since, for whom it was put off alone', () => {
  const state = { request: request({ movesFor: '600' }), mayPost: false };
  const waiting = [member('400'), member('600')];
  const early = consentRequestStep({ ...state, waiting, now: 60_000 });
  expect(early).toEqual({ type: 'wait', delay: CONSENT_REQUEST_PAUSE - 60_000, movesFor: '600' });
  expect(consentRequestStep({ ...state, waiting, now: CONSENT_REQUEST_PAUSE })).toEqual({ type: 'post' });
  const more = [...waiting, member('700')];
  expect(consentRequestStep({ ...state, waiting: more, now: 0 })).toMatchObject({ type: 'wait', movesFor: '600' });
  const missed = [member('400'), member('700')];
  expect(consentRequestStep({ ...state, waiting: missed, now: CONSENT_REQUEST_PAUSE })).toEqual({ type: 'edit' });
});

test('one that was deleted comes back for somebody new alone', () => {
  const state = { request: request({ isDeleted: true, count: 3 }), now: CONSENT_REQUEST_PAUSE, mayPost: true };
  expect(consentRequestStep({ ...state, waiting: [member('400')] })).toEqual({ type: 'nothing' });
  expect(consentRequestStep({ ...state, waiting: [member('400'), member('600')] })).toEqual({ type: 'post' });
});
