import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  RiskApi,
  riskRaisePermission,
} from '@product-risk/backstage-plugin-risk-common';
import { sessionFixture, treatedRisksFixture } from '../../__fixtures__';
import { renderWithRisk } from '../../__testUtils__/renderWithRisk';
import { SessionsPanel } from './SessionsPanel';

const PRODUCT = 'system:default/payments';

const showPanel = (
  api: Partial<RiskApi> = {},
  refused: Parameters<typeof renderWithRisk>[1] = {},
) =>
  renderWithRisk(<SessionsPanel productRef={PRODUCT} onChanged={jest.fn()} />, {
    api,
    ...refused,
  });
describe('SessionsPanel', () => {
  it('says that a session is overdue and why, and lists them', async () => {
    await showPanel();
    expect(
      await screen.findByText('A session is overdue since 30 Oct.'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/By its cadence the next one was due/),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Sessions and refunds' }),
    ).toHaveAttribute('href', expect.stringContaining(sessionFixture.id));
  });

  it('asks for a session', async () => {
    const requestSession = jest.fn(async () => sessionFixture);
    await showPanel({ requestSession });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Ask for a session' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    const ask = dialog.getByRole('button', { name: 'Ask' });
    await userEvent.type(dialog.getByLabelText(/about/), 'Token handling');
    expect(ask).toBeDisabled();
    await userEvent.type(dialog.getByLabelText(/Why/), 'largest risk');
    await userEvent.click(ask);
    expect(requestSession).toHaveBeenCalledWith(
      expect.objectContaining({
        body: {
          title: 'Token handling',
          reason: 'largest risk',
          day: undefined,
        },
      }),
    );
    expect(await screen.findByLabelText('URL')).toHaveTextContent(
      `session=${sessionFixture.id}`,
    );
  });

  it('raises a risk in plain words', async () => {
    const raiseRisk = jest.fn(async () => treatedRisksFixture[0]);
    await showPanel({ raiseRisk });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Raise a risk' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.type(dialog.getByLabelText(/short name/), 'Supplier');
    await userEvent.type(
      dialog.getByLabelText(/plain words/),
      'The only supplier could fail.',
    );
    await userEvent.click(dialog.getByRole('button', { name: 'Raise it' }));
    expect(raiseRisk).toHaveBeenCalledWith(
      expect.objectContaining({
        body: {
          title: 'Supplier',
          statement: 'The only supplier could fail.',
        },
      }),
    );
  });

  it('offers neither to whoever may not', async () => {
    await showPanel({}, { refused: [riskRaisePermission] });
    for (const name of ['Ask for a session', 'Raise a risk']) {
      expect(await screen.findByRole('button', { name })).toBeDisabled();
    }
  });
});
