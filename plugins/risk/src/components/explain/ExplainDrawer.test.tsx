import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { explanationFixture, fakeRiskApi } from '../../__fixtures__';
import { renderWithRisk } from '../../__testUtils__/renderWithRisk';
import { ExposureNumber } from '../primitives';

const number = (
  <ExposureNumber
    units={201_900}
    explain={{ metric: 'exposure', ref: 'component:default/payments-api' }}
  />
);

const open = async () => {
  await userEvent.click(
    screen.getByRole('button', { name: /20\.2 points.*made of/ }),
  );
  return screen.findByRole('dialog', { name: 'What is this made of?' });
};

describe('ExplainDrawer', () => {
  it('asks for the number that was clicked', async () => {
    const explain = jest.fn(fakeRiskApi().explain);
    await renderWithRisk(number, { api: { explain } });
    await open();
    expect(explain).toHaveBeenCalledWith({
      params: { metric: 'exposure' },
      query: { ref: 'component:default/payments-api' },
    });
  });

  it('shows sentence, formula, inputs with shares, rest, hidden and what was left out', async () => {
    await renderWithRisk(number);
    const drawer = within(await open());
    expect(
      await drawer.findByText(explanationFixture.sentence),
    ).toBeInTheDocument();
    expect(drawer.getByText(explanationFixture.formula)).toBeInTheDocument();
    const rows = drawer.getAllByRole('row').map(row => row.textContent);
    expect(rows[1]).toMatch(/Critical Signing key.*10\.0 points50 %/);
    expect(rows[3]).toMatch(/The other 2.*1\.1 points5 %/);
    expect(rows[4]).toMatch(/1 input not visible to you.*< 0\.1 points< 1 %/);
    expect(drawer.getByText(/left out as a false positive/)).toBeVisible();
    expect(drawer.getByText('24 Nov 2026, 08:00 UTC')).toBeVisible();
  });

  it('does not call an unknown value zero', async () => {
    await renderWithRisk(number, {
      api: {
        explain: async () => ({ ...explanationFixture, value: undefined }),
      },
    });
    expect(await within(await open()).findByText('not assessed')).toBeVisible();
  });

  it('closes with Escape', async () => {
    await renderWithRisk(number);
    const drawer = await open();
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(drawer).not.toBeInTheDocument());
  });
});
