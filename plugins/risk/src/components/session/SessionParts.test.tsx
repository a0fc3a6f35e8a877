import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { RiskApi } from '@product-risk/backstage-plugin-risk-common';
import {
  pageWith,
  sessionFixture,
  treatedRisksFixture,
} from '../../__fixtures__';
import { renderWithRisk } from '../../__testUtils__/renderWithRisk';
import { SessionPage } from './SessionPage';

const show = (
  api: Partial<RiskApi> = {},
  more: Parameters<typeof renderWithRisk>[1] = {},
) => renderWithRisk(<SessionPage id={sessionFixture.id} />, { api, ...more });

describe('the parts of a session', () => {
  it('writes down components, people and risks in both directions', async () => {
    const [stolen, refund] = treatedRisksFixture;
    const updateSession = jest.fn(async () => sessionFixture);
    await show(
      {
        updateSession,
        listProductRisks: async () => pageWith([stolen, refund]),
      },
      {
        entities: [
          {
            apiVersion: 'backstage.io/v1alpha1',
            kind: 'User',
            metadata: { namespace: 'default', name: 'ruth' },
          },
        ],
      },
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Change the scope' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    const component = await dialog.findByRole('checkbox', {
      name: 'payments-api',
    });
    expect(component).toBeChecked();
    await userEvent.click(component);
    await userEvent.type(dialog.getByLabelText(/Search for people/), 'ruth');
    await userEvent.click(
      await dialog.findByRole('button', { name: /user:default\/ruth/ }),
    );
    await userEvent.click(
      dialog.getByRole('button', { name: new RegExp(stolen.title) }),
    );
    await userEvent.click(
      await screen.findByRole('option', { name: 'found in it' }),
    );
    await userEvent.click(dialog.getByRole('button', { name: 'Save' }));

    expect(updateSession).toHaveBeenCalledWith({
      params: { id: sessionFixture.id },
      body: expect.objectContaining({
        revision: 3,
        title: sessionFixture.title,
        notes: sessionFixture.notes,
        scope: [],
        participants: [
          ...sessionFixture.participants.map(({ ref }) => ref),
          'user:default/ruth',
        ],
        risksIn: [],
        risksOut: [stolen.id, refund.id],
      }),
    });
  });

  it('keeps words that are not saved when the scope is changed', async () => {
    let revision = 3;
    const getSession = jest.fn(async () => ({ ...sessionFixture, revision }));
    await show({
      getSession,
      updateSession: async () => {
        revision += 1;
        return sessionFixture;
      },
    });
    await userEvent.type(await screen.findByLabelText('Outcome'), 'Bind them');
    await userEvent.click(
      screen.getByRole('button', { name: 'Change the scope' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    await dialog.findByRole('checkbox', { name: 'payments-api' });
    await userEvent.click(dialog.getByRole('button', { name: 'Save' }));

    await waitFor(() => expect(getSession).toHaveBeenCalledTimes(2));
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(screen.getByLabelText('Outcome')).toHaveValue('Bind them');
  });
});
