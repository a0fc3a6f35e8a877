import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  riskFindingTriagePermission,
  riskRatePermission,
  riskReportReadPermission,
} from '@product-risk/backstage-plugin-risk-common';
import { fakeRiskApi, findingDetailFixture, uuid } from '../../../__fixtures__';
import { renderWithRisk } from '../../../__testUtils__/renderWithRisk';
import { RefreshProvider } from '../RefreshContext';
import { FindingDrawer } from './FindingDrawer';

const drawer = (
  <RefreshProvider>
    <FindingDrawer />
  </RefreshProvider>
);
const url = `/?finding=${findingDetailFixture.id}`;

const loaded = async () => {
  const dialog = within(await screen.findByRole('dialog'));
  await dialog.findByText('Session token can be replayed');
  return dialog;
};

describe('FindingDrawer', () => {
  it('tells what it is, why the rating, and where it is from', async () => {
    await renderWithRisk(drawer, { url });
    const dialog = await loaded();
    expect(dialog.getByText(/not bound to the device/)).toBeVisible();
    expect(dialog.getByText(/Assumed from “High” in the file/)).toBeVisible();
    expect(
      dialog.getByText('threat-model.json, line 148, column 13'),
    ).toBeVisible();
    expect(dialog.getByText('claimed, not verified')).toBeVisible();
    expect(dialog.getByText('1 finding not visible to you')).toBeVisible();
  });

  it('leads to the controls it informs, and says when they were assessed', async () => {
    await renderWithRisk(drawer, { url });
    const dialog = await loaded();
    const controls = within(
      dialog.getByRole('region', { name: 'Controls it informs' }),
    );
    const [confirmed, suggested] = controls.getAllByRole('listitem');
    expect(confirmed).toHaveTextContent(
      /Payments was assessed for it on 2 Oct.*, by stride/,
    );
    expect(suggested).toHaveTextContent(
      /Session tokens, suggested.*Payments: not assessed for it/,
    );
    const { href } = controls.getByRole<HTMLAnchorElement>('link', {
      name: 'A.8.5 Secure authentication',
    });
    const { pathname, searchParams } = new URL(href);
    expect(pathname).toBe('/risk/report');
    expect(Object.fromEntries(searchParams)).toEqual({
      category: 'iso27001@2022:A.8.5',
      ofProduct: 'system:default/payments',
      fromFinding: findingDetailFixture.id,
      fromEntity: findingDetailFixture.entity?.ref,
    });
  });

  it('names the controls without a way to a report that is not for the reader', async () => {
    await renderWithRisk(drawer, { url, refused: [riskReportReadPermission] });
    const dialog = await loaded();
    expect(await dialog.findByText(/A\.8\.5 Secure/)).toBeVisible();
    expect(dialog.queryByRole('link', { name: /A\.8\.5/ })).toBeNull();
  });

  it('shows markup from a file as the text it is', async () => {
    const description = '<img src=x onerror=alert(1)><b>bold</b>';
    await renderWithRisk(drawer, {
      url,
      api: {
        getFinding: async () => ({ ...findingDetailFixture, description }),
      },
    });
    const dialog = await loaded();
    expect(dialog.getByText(description)).toBeVisible();
    expect(dialog.queryByRole('img')).not.toBeInTheDocument();
  });

  it('disables what is not permitted and says why', async () => {
    await renderWithRisk(drawer, {
      url,
      refused: [riskFindingTriagePermission, riskRatePermission],
    });
    const dialog = await loaded();
    for (const [name, reason] of [
      ['Leave out…', 'Triage is for who may triage findings.'],
      ['Confirm or rate', 'Rating is for who may rate risks.'],
      ['Withdraw verification', 'Verifying is for who may triage findings.'],
    ]) {
      const button = dialog.getByRole('button', { name });
      await waitFor(() => expect(button).toHaveAccessibleDescription(reason));
      expect(button).toBeDisabled();
    }
  });

  it('rates on the scale and shows the level before saving', async () => {
    const rateRisk = jest.fn().mockResolvedValue({});
    await renderWithRisk(drawer, { url, api: { rateRisk } });
    const dialog = await loaded();
    await userEvent.click(
      await dialog.findByRole('button', { name: 'Confirm or rate' }),
    );
    expect(dialog.getByRole('status')).toHaveTextContent('High 9.0 points');
    await userEvent.click(dialog.getByLabelText(/How bad/));
    await userEvent.click(screen.getByRole('option', { name: /^5/ }));
    expect(dialog.getByRole('status')).toHaveTextContent(
      'Critical 30.0 points',
    );
    await userEvent.click(dialog.getByRole('button', { name: 'Save rating' }));
    expect(rateRisk).toHaveBeenCalledWith({
      params: { id: uuid(302) },
      body: { likelihood: 4, impact: 5, comment: '' },
    });
  });

  it('leaves a finding out with a reason and reads it again', async () => {
    const triageFinding = jest.fn(fakeRiskApi().triageFinding);
    const getFinding = jest.fn(fakeRiskApi().getFinding);
    await renderWithRisk(drawer, { url, api: { triageFinding, getFinding } });
    const dialog = await loaded();
    await userEvent.click(
      await dialog.findByRole('button', { name: 'Leave out…' }),
    );
    const submit = dialog.getByRole('button', { name: 'Leave out' });
    expect(submit).toBeDisabled();
    await userEvent.type(
      dialog.getByLabelText(/Why does it not count/),
      'The token is bound at the gateway',
    );
    await userEvent.click(submit);
    expect(triageFinding).toHaveBeenCalledWith({
      params: { id: findingDetailFixture.id },
      body: { action: 'exclude', reason: 'The token is bound at the gateway' },
    });
    await waitFor(() => expect(getFinding).toHaveBeenCalledTimes(2));
  });
});
