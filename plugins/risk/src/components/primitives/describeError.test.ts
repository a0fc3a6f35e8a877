import { ResponseError } from '@backstage/errors';
import { describeError } from './describeError';

const responseError = (status: number, error: object, method = 'POST') =>
  ResponseError.fromResponse(
    Object.assign(
      new Response(
        JSON.stringify({
          error,
          request: { method, url: '/' },
          response: { statusCode: status },
        }),
        { status, headers: { 'Content-Type': 'application/json' } },
      ),
    ),
  );

describe('describeError', () => {
  it('names file, line and column of a refused file', async () => {
    const error = await responseError(422, {
      name: 'ImportRefusedError',
      message: 'refused',
      details: {
        code: 'json-syntax',
        message: 'A comma is missing.',
        file: 'model.json',
        line: 7,
        column: 3,
      },
    });
    expect(describeError(error)).toMatchObject({
      kind: 'refused',
      why: 'A comma is missing.',
      place: 'model.json, line 7, column 3',
    });
  });

  it('speaks of no file where none was sent', async () => {
    const described = describeError(
      await responseError(422, {
        name: 'UnacceptableError',
        message: 'The options exclude each other.',
      }),
    );
    expect(described).toMatchObject({
      kind: 'refused',
      why: 'The options exclude each other.',
    });
    expect(`${described.what} ${described.remedy}`).not.toContain('file');
  });

  it('tells what may not be seen from what may not be done', async () => {
    const refusal = { name: 'NotAllowedError', message: 'Only people decide' };
    expect(describeError(await responseError(403, refusal))).toEqual({
      kind: 'forbidden',
      what: 'You may not do this',
      why: 'Only people decide',
      remedy: 'Nothing was changed.',
    });
    expect(
      describeError(await responseError(403, refusal, 'GET')),
    ).toMatchObject({
      kind: 'hidden',
      what: 'You may not see this',
      why: 'Only people decide',
      remedy: expect.stringContaining('permission policy'),
    });
  });

  it('names the policy where it is what refuses, and no permission', async () => {
    const described = describeError(
      await responseError(403, {
        name: 'NotAllowedError',
        message: 'Not allowed: risk.decision.grant is missing',
      }),
    );
    expect(described.why).toBe('');
    expect(described.remedy).toContain('permission policy');
  });

  it.each([
    [404, 'missing'],
    [409, 'conflict'],
    [413, 'refused'],
    [422, 'refused'],
    [503, 'failed'],
  ])('keeps the reason of a %i, and says what to do', async (status, kind) => {
    const message = 'The risk was merged into “Replayed sessions”';
    const described = describeError(
      await responseError(status, { name: 'Error', message }),
    );
    expect(described).toMatchObject({ kind, why: message });
    expect(described.remedy).not.toBe('');
  });

  it('tells nothing of the inside of a server that failed', async () => {
    const described = describeError(
      await responseError(500, {
        name: 'Error',
        message: 'select * from "finding" - relation does not exist',
      }),
    );
    expect(described).toMatchObject({ kind: 'failed', why: '' });
    expect(described.what).toBe('The risk backend did not answer as it should');
  });

  it('shows no page of a proxy', async () => {
    const described = describeError(
      await ResponseError.fromResponse(
        Object.assign(
          new Response('<html><h1>413 Too Large</h1></html>', { status: 413 }),
        ),
      ),
    );
    expect(described).toMatchObject({ what: 'This is too large', why: '' });
  });

  it('tells a lost connection, and that the request may have arrived', () => {
    const described = describeError(new TypeError('Failed to fetch'));
    expect(described).toMatchObject({
      what: 'The portal cannot be reached',
      why: '',
      remedy: expect.stringContaining('may have arrived'),
    });
  });

  it('shows the message of an error without a response', () => {
    expect(describeError(new Error('The file is empty')).why).toBe(
      'The file is empty',
    );
  });
});
