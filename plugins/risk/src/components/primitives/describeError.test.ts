import { ResponseError } from '@backstage/errors';
import { describeError } from './describeError';

const responseError = (status: number, error: object) =>
  ResponseError.fromResponse(
    Object.assign(
      new Response(
        JSON.stringify({
          error,
          request: { method: 'GET', url: '/' },
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

  it('tells a refusal from a failure', async () => {
    const refusal = await responseError(403, {
      name: 'NotAllowedError',
      message: 'no',
    });
    const failure = await responseError(500, {
      name: 'Error',
      message: 'boom',
    });
    expect(describeError(refusal).kind).toBe('forbidden');
    expect(describeError(failure).kind).toBe('failed');
  });

  it('shows the message of an error without a response', () => {
    expect(describeError(new Error('Failed to fetch')).why).toBe(
      'Failed to fetch',
    );
  });
});
