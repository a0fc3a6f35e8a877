import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { treatmentFixture } from '../../__fixtures__';
import { renderWithRisk } from '../../__testUtils__/renderWithRisk';
import { HowMuchPanel } from './HowMuchPanel';

const PRODUCT = 'system:default/payments';

describe('HowMuchPanel', () => {
  it('says what has to go, the cheapest way, and when the budget runs out otherwise', async () => {
    await renderWithRisk(<HowMuchPanel productRef={PRODUCT} />);
    expect(
      await screen.findByText(treatmentFixture.sentence),
    ).toBeInTheDocument();
    expect(
      screen.getByText('Bind sessions to devices, for 8 person days'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('If nothing is done, the budget runs out on 12 Dec.'),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Try it out' }));
    expect(screen.getByLabelText('URL')).toHaveTextContent(
      `view=treatment&options=${treatmentFixture.options[0].id}`,
    );
  });

  it('claims nothing about a product without a target', async () => {
    const sentence = 'Nobody has said how much security is enough.';
    await renderWithRisk(<HowMuchPanel productRef={PRODUCT} />, {
      api: {
        getTreatment: async () => ({
          ...treatmentFixture,
          cheapest: undefined,
          target: undefined,
          sentence,
          whatIf: {
            ...treatmentFixture.whatIf,
            budget: { state: 'no-target', sentence: 'No target is set.' },
          },
        }),
      },
    });
    expect(await screen.findByText(sentence)).toBeInTheDocument();
    expect(
      screen.queryByText(/If nothing is done|No target is set/),
    ).not.toBeInTheDocument();
  });
});
