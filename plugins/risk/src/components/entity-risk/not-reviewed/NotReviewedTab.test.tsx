import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { riskFindingTriagePermission } from '@product-risk/backstage-plugin-risk-common';
import {
  entityRiskFixture,
  fakeRiskApi,
  reviewGroupsFixture,
} from '../../../__fixtures__';
import { renderWithRisk } from '../../../__testUtils__/renderWithRisk';
import { NotReviewedTab } from './NotReviewedTab';

const tab = <NotReviewedTab risk={entityRiskFixture} />;
const url = () => screen.getByLabelText('URL').textContent;

const listed = async () => {
  const table = await screen.findByRole('table', { name: 'Not reviewed' });
  return within(table).getAllByRole('row').slice(1);
};

describe('NotReviewedTab', () => {
  it('shows what waits, by what belongs together, and counts by severity', async () => {
    await renderWithRisk(tab);
    const rows = await listed();
    expect(rows).toHaveLength(2);
    expect(rows[0]).toHaveTextContent(
      /Critical.*Archive is unpacked.*CVE-2026-0001 · GHSA-aaaa-bbbb-cccc · pkg:npm\/tarball/,
    );
    expect(screen.getByText('84 findings not reviewed')).toBeVisible();
    expect(screen.getByText('2 critical')).toBeVisible();
  });

  it('makes what is chosen into risks, with a reason', async () => {
    const promoteFindings = jest.fn(fakeRiskApi().promoteFindings);
    const listNotReviewed = jest.fn(fakeRiskApi().listNotReviewed);
    await renderWithRisk(tab, { api: { promoteFindings, listNotReviewed } });
    await listed();
    expect(screen.getByRole('button', { name: 'Make risks…' })).toBeDisabled();
    await userEvent.click(
      screen.getByRole('checkbox', { name: /Choose Archive/ }),
    );
    expect(screen.getByText('1 chosen')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Make risks…' }));
    await userEvent.type(
      screen.getByRole('textbox', { name: /Why/ }),
      'in use',
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Make 1 group risks' }),
    );
    await waitFor(() =>
      expect(promoteFindings).toHaveBeenCalledWith({
        params: {
          kind: 'component',
          namespace: 'default',
          name: 'payments-api',
        },
        body: { groups: [reviewGroupsFixture[0].group], reason: 'in use' },
      }),
    );
    expect(await screen.findByText('Nothing chosen')).toBeVisible();
  });

  it('chooses a whole page', async () => {
    const promoteFindings = jest.fn(fakeRiskApi().promoteFindings);
    await renderWithRisk(tab, { api: { promoteFindings } });
    await listed();
    await userEvent.click(
      screen.getByRole('button', { name: 'Choose this page' }),
    );
    expect(screen.getByText('2 chosen')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Choose none' }));
    expect(screen.getByText('Nothing chosen')).toBeVisible();
  });

  it('takes back what a rule promoted', async () => {
    const withdrawPromotions = jest.fn(fakeRiskApi().withdrawPromotions);
    await renderWithRisk(tab, {
      api: { withdrawPromotions },
      url: '/?state=promoted',
    });
    const [row] = await listed();
    expect(row).toHaveTextContent('by rule “high ones”');
    await userEvent.click(within(row).getByRole('checkbox'));
    await userEvent.click(screen.getByRole('button', { name: 'Take back…' }));
    await userEvent.type(
      screen.getByRole('textbox', { name: /Why/ }),
      'not reachable',
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Take 1 group back' }),
    );
    await waitFor(() => expect(withdrawPromotions).toHaveBeenCalled());
  });

  it('is for reading only without the right to triage', async () => {
    await renderWithRisk(tab, { refused: [riskFindingTriagePermission] });
    await listed();
    await userEvent.click(
      screen.getByRole('button', { name: 'Choose this page' }),
    );
    expect(screen.getByRole('button', { name: 'Make risks…' })).toBeDisabled();
    expect(
      screen.getAllByText(/for who may triage findings/)[0],
    ).toBeInTheDocument();
  });

  it('opens an example beside the list', async () => {
    await renderWithRisk(tab);
    const [row] = await listed();
    await userEvent.click(within(row).getByText(/Archive/));
    expect(url()).toContain(`finding=${reviewGroupsFixture[0].example.id}`);
  });

  it('says that nothing waits', async () => {
    await renderWithRisk(tab, {
      api: {
        listNotReviewed: async () => ({
          ...(await fakeRiskApi().listNotReviewed({
            params: { kind: '', namespace: '', name: '' },
          })),
          items: [],
          totalItems: 0,
        }),
      },
    });
    expect(
      await screen.findByText('Nothing waits for a review'),
    ).toBeInTheDocument();
  });
});
