import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { riskModelFixture } from '../../__fixtures__';
import { refusal } from '../../__fixtures__/refusal';
import { renderWithRisk } from '../../__testUtils__/renderWithRisk';
import { RiskModelPage } from './RiskModelPage';

const table = (name: string) => screen.findByRole('table', { name });

describe('RiskModelPage', () => {
  it('says what a product is here', async () => {
    await renderWithRisk(<RiskModelPage />);
    const product = await screen.findByRole('region', {
      name: 'What a product is here',
    });
    expect(product).toHaveTextContent('kind: system');
    expect(product).toHaveTextContent('12 products');
  });

  it('puts the likeliest on top of the matrix', async () => {
    await renderWithRisk(<RiskModelPage />);
    const rows = within(await table('Risk matrix')).getAllByRole('row');
    expect(rows).toHaveLength(6);
    expect(rows[1]).toHaveTextContent(/^Expected/);
    expect(rows[5]).toHaveTextContent(/^Rare/);
    const worst = within(rows[1]).getAllByRole('cell')[4];
    expect(worst).toHaveTextContent('Critical');
    const least = within(rows[5]).getAllByRole('cell')[0];
    expect(least).toHaveTextContent('Low');
  });

  it('says what each level asks for, worst first', async () => {
    await renderWithRisk(<RiskModelPage />);
    const rows = within(await table('Levels')).getAllByRole('row');
    expect(rows.slice(1).map(row => row.textContent)).toEqual([
      'Critical10.0Now',
      'High3.0Next in line',
      'Medium0.3Planned',
      'Low0Lived with',
    ]);
    expect(screen.getByText('not assessed')).toBeInTheDocument();
  });

  it('says what the steps are worth and what is assumed', async () => {
    await renderWithRisk(<RiskModelPage />);
    const { likelihood } = riskModelFixture.scale;
    expect(await table('Likelihood')).toHaveTextContent(likelihood[4].label);
    expect(await table('Impact')).toHaveTextContent('severe');
    expect(await table('Assumed ratings')).toHaveTextContent(
      /criticalPossibleExistential/,
    );
  });

  it('says that owners of the catalog wait to be confirmed', async () => {
    await renderWithRisk(<RiskModelPage />);
    expect(
      await screen.findByText('is proposed until a person confirms it'),
    ).toBeInTheDocument();
    expect(screen.getByText('What is accepted')).toBeInTheDocument();
  });

  it('gives each number an anchor to link to', async () => {
    await renderWithRisk(<RiskModelPage />);
    const link = await screen.findByRole('link', { name: 'Exposure' });
    expect(link).toHaveAttribute('href', '#exposure');
    expect(document.getElementById('exposure')).toHaveTextContent(
      'sum of probability times impact',
    );
  });

  it('says so when the reader may not see it', async () => {
    await renderWithRisk(<RiskModelPage />, {
      api: {
        getRiskModel: async () => {
          throw await refusal();
        },
      },
    });
    expect(await screen.findByText('You may not see this')).toBeInTheDocument();
  });

  it('offers to try again after an error', async () => {
    let broken = true;
    await renderWithRisk(<RiskModelPage />, {
      api: {
        getRiskModel: async () => {
          if (broken) throw new Error('connection lost');
          return riskModelFixture;
        },
      },
    });
    const again = await screen.findByRole('button', { name: 'Try again' });
    broken = false;
    await userEvent.click(again);
    expect(await table('Levels')).toBeInTheDocument();
  });
});
