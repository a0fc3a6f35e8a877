import { screen } from '@testing-library/react';
import { renderWithRisk } from '../../__testUtils__/renderWithRisk';
import { ExposureNumber, ProbabilityNumber } from './ExplainedNumber';

describe('numbers', () => {
  it('say "not assessed" where nothing is known, never 0', async () => {
    await renderWithRisk(
      <ExposureNumber units={undefined} explain={{ metric: 'exposure' }} />,
    );
    expect(screen.getByText('not assessed')).toBeVisible();
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });

  it('are plain text where nothing explains them', async () => {
    await renderWithRisk(<ProbabilityNumber probability={0.004} />);
    expect(screen.getByText('< 1 %')).toBeVisible();
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });
});
