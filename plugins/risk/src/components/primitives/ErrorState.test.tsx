import { screen } from '@testing-library/react';
import { ResponseError } from '@backstage/errors';
import { renderWithRisk } from '../../__testUtils__/renderWithRisk';
import { ErrorState } from './states';

const answered = (status: number, message: string, method = 'POST') =>
  ResponseError.fromResponse(
    Object.assign(
      new Response(
        JSON.stringify({
          error: { name: 'Error', message },
          request: { method, url: '/' },
          response: { statusCode: status },
        }),
        { status, headers: { 'Content-Type': 'application/json' } },
      ),
    ),
  );

describe('ErrorState', () => {
  it.each([
    [
      403,
      'You do not belong to group:default/payments-owners',
      'You may not do thisYou do not belong to payments-owners. Nothing was changed.',
    ],
    [404, 'The risk is unknown', 'This is not hereThe risk is unknown. It may'],
    [
      409,
      'The risk was merged',
      'This does not fit what is there nowThe risk was merged. Nothing was changed. Reload',
    ],
    [
      413,
      'body.reason: is longer than 4000 letters',
      'This is too largereason: is longer than 4000 letters. Nothing was changed.',
    ],
    [
      422,
      'The options exclude each other.',
      'This cannot be carried outThe options exclude each other. Nothing was changed.',
    ],
    [
      500,
      'relation "finding" does not exist',
      'The risk backend did not answer as it should Try again.',
    ],
  ])(
    'says why a write was answered with %i',
    async (status, message, words) => {
      await renderWithRisk(
        <ErrorState error={await answered(status, message)} />,
      );
      expect(screen.getByRole('alert')).toHaveTextContent(words);
    },
  );

  it('tells calmly what may not be seen, and who decides about it', async () => {
    const error = await answered(403, 'Only people decide', 'GET');
    await renderWithRisk(<ErrorState error={error} />);
    expect(screen.getByText('You may not see this')).toBeVisible();
    expect(screen.getByText(/^Only people decide/)).toHaveTextContent(
      /^Only people decide\. Who may is decided by/,
    );
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('tells a portal that cannot be reached', async () => {
    await renderWithRisk(
      <ErrorState error={new TypeError('Failed to fetch')} />,
    );
    expect(screen.getByRole('alert')).toHaveTextContent(
      /^The portal cannot be reached/,
    );
    expect(screen.getByRole('alert')).not.toHaveTextContent('fetch');
  });
});
