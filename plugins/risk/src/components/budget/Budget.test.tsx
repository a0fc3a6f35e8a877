import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  AwaitedRaise,
  Budget,
  BudgetSummary,
} from '@product-risk/backstage-plugin-risk-common';
import {
  awaitedRaiseFixture,
  budgetFixture,
  budgetSummaryFixture,
} from '../../__fixtures__';
import { useAsyncResource, useEntityParams, useRiskApi } from '../../hooks';
import { renderWithRisk } from '../../__testUtils__/renderWithRisk';
import { BudgetBar } from './BudgetBar';
import { BudgetPanel } from './BudgetPanel';

const PRODUCT = 'system:default/payments';

function ReadPanel({ onChanged }: { onChanged: () => void }) {
  const api = useRiskApi();
  const params = useEntityParams(PRODUCT);
  const budget = useAsyncResource(
    () => api.getBudget({ params }),
    [api, params],
  );
  return <BudgetPanel budget={budget} onChanged={onChanged} />;
}

const showBar = (changes: Partial<BudgetSummary> = {}) =>
  renderWithRisk(
    <BudgetBar
      budget={{ ...budgetSummaryFixture, ...changes }}
      productRef={PRODUCT}
    />,
  );

const showPanel = async (
  changes: Partial<Budget> = {},
  setBudgetTarget = jest.fn(async () => budgetFixture),
) => {
  const onChanged = jest.fn();
  await renderWithRisk(<ReadPanel onChanged={onChanged} />, {
    api: {
      getBudget: async () => ({ ...budgetFixture, ...changes }),
      setBudgetTarget,
    },
  });
  return { onChanged, setBudgetTarget };
};

describe('BudgetBar', () => {
  it('says what is spent, how much time is gone and where it ends', async () => {
    await showBar();
    expect(
      screen.getByText(/76 % spent, 67 % of the time gone/),
    ).toHaveTextContent(/runs out on 12 Dec/);
    await userEvent.click(
      screen.getByRole('button', { name: /what is this made of/ }),
    );
    expect(await screen.findByRole('dialog')).toBeInTheDocument();
  });

  it('says when an exhausted budget recovers, and when it does not', async () => {
    const { unmount } = await showBar({
      state: 'exhausted',
      spentShare: 1.2,
      runsOutOn: undefined,
      recoversOn: '2026-12-24',
    });
    expect(screen.getByText(/120 % spent/)).toHaveTextContent(
      'exhausted, recovers on 24 Dec',
    );
    unmount();
    await showBar({ state: 'exhausted', spentShare: 1.2 });
    expect(
      screen.getByText('exhausted, does not recover at this rate'),
    ).toBeInTheDocument();
  });

  it.each([
    ['no-target', 'no target set'],
    ['not-assessed', 'not assessed'],
    ['not-started', 'not counting yet'],
  ] as const)('draws nothing where it is %s', async (state, words) => {
    await showBar({ state, spentShare: undefined });
    expect(screen.getByText(words)).toBeInTheDocument();
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
    expect(screen.queryByText(/%/)).not.toBeInTheDocument();
  });
});

describe('BudgetPanel', () => {
  it('puts alerts into words and says what joins later', async () => {
    await showPanel();
    const panel = await screen.findByRole('region', { name: 'Budget' });
    expect(
      await within(panel).findByText(/without a change the budget runs out/),
    ).toBeInTheDocument();
    expect(panel).toHaveTextContent(
      '5.0 points of newly assessed components join on 8 Dec',
    );
    expect(
      await within(panel).findByText(/half of the risks are closed within/),
    ).toBeInTheDocument();
    expect(panel).toHaveTextContent(
      'set to 40.0 points, by Ines Marques: “What we agreed for the year”',
    );
  });

  it('tells whoever may not set a target why', async () => {
    await showPanel({
      maySet: { allowed: false, reason: 'Only the owner sets it.' },
    });
    expect(
      await screen.findByRole('button', { name: 'Change the target' }),
    ).toBeDisabled();
    expect(screen.getByText('Only the owner sets it.')).toBeInTheDocument();
  });

  const openDialog = async () => {
    await userEvent.click(
      await screen.findByRole('button', { name: 'Change the target' }),
    );
    return within(await screen.findByRole('dialog'));
  };

  it('lowers a target with a reason', async () => {
    const { setBudgetTarget, onChanged } = await showPanel();
    const dialog = await openDialog();
    const field = dialog.getByLabelText(/Target in points/);
    const save = dialog.getByRole('button', { name: 'Set the target' });
    await userEvent.clear(field);
    await userEvent.type(field, '35.5');
    expect(save).toBeDisabled();
    await userEvent.type(dialog.getByLabelText(/Why/), 'we do better');
    await userEvent.click(save);

    expect(setBudgetTarget).toHaveBeenCalledWith({
      params: { kind: 'system', namespace: 'default', name: 'payments' },
      body: {
        method: 'set',
        target: 355_000,
        replaces: 400_000,
        reason: 'we do better',
      },
    });
    expect(onChanged).toHaveBeenCalledTimes(1);
  });

  it('takes up a calibration', async () => {
    const { setBudgetTarget } = await showPanel();
    const dialog = await openDialog();
    await userEvent.click(dialog.getByLabelText(/^Calibrate: from 37.0/));
    await userEvent.type(dialog.getByLabelText(/Why/), 'where we stand');
    await userEvent.click(
      dialog.getByRole('button', { name: 'Set the target' }),
    );

    expect(setBudgetTarget).toHaveBeenCalledWith(
      expect.objectContaining({
        body: {
          method: 'calibrated',
          replaces: 400_000,
          reason: 'where we stand',
        },
      }),
    );
  });

  it('reads nothing but points', async () => {
    await showPanel();
    const dialog = await openDialog();
    const field = dialog.getByLabelText(/Target in points/);
    await userEvent.type(dialog.getByLabelText(/Why/), 'because');
    await userEvent.clear(field);
    await userEvent.type(field, 'a lot');
    expect(dialog.getByText(/A number of points/)).toBeInTheDocument();
    expect(
      dialog.getByRole('button', { name: 'Set the target' }),
    ).toBeDisabled();
  });

  it('asks for a second signature where the target is raised', async () => {
    const { setBudgetTarget } = await showPanel();
    const dialog = await openDialog();
    const field = dialog.getByLabelText(/Target in points/);
    await userEvent.clear(field);
    await userEvent.type(field, '50');
    await userEvent.type(dialog.getByLabelText(/Why/), 'two more services');
    expect(dialog.getByText(/needs a second signer/)).toBeInTheDocument();
    await userEvent.click(
      dialog.getByRole('button', { name: 'Ask for a second signature' }),
    );
    expect(setBudgetTarget).toHaveBeenCalledWith(
      expect.objectContaining({
        body: expect.objectContaining({ target: 500_000 }),
      }),
    );
  });

  const raise = awaitedRaiseFixture;

  const showRaise = async (changes: Partial<AwaitedRaise> = {}) => {
    const onChanged = jest.fn();
    const api = {
      getBudget: async () => ({
        ...budgetFixture,
        awaiting: { ...raise, ...changes },
      }),
      signBudgetTarget: jest.fn(async () => budgetFixture),
      rejectBudgetTarget: jest.fn(async () => budgetFixture),
    };
    await renderWithRisk(<ReadPanel onChanged={onChanged} />, { api });
    expect(
      await screen.findByText('Raise the target from 40.0 to 50.0 points'),
    ).toBeInTheDocument();
    return { ...api, onChanged };
  };

  const answer = {
    params: { kind: 'system', namespace: 'default', name: 'payments' },
    body: { id: raise.id, reason: 'they showed me the plan' },
  };

  const answerWith = async (step: string, submit: string) => {
    await userEvent.click(screen.getByRole('button', { name: step }));
    const dialog = within(await screen.findByRole('dialog'));
    const button = dialog.getByRole('button', { name: submit });
    expect(button).toBeDisabled();
    await userEvent.type(dialog.getByLabelText(/Why/), answer.body.reason);
    await userEvent.click(button);
  };

  it('lets the second signer sign a raise with a reason', async () => {
    const { signBudgetTarget, onChanged } = await showRaise();
    expect(screen.getByText(/Asked for by Ines Marques/)).toHaveTextContent(
      'It waits for the signature of Finance leads.',
    );
    await answerWith('Sign…', 'Sign the raise');
    expect(signBudgetTarget).toHaveBeenCalledWith(answer);
    expect(onChanged).toHaveBeenCalledTimes(1);
  });

  it('lets the second signer turn a raise down', async () => {
    const { rejectBudgetTarget } = await showRaise();
    await answerWith('Turn it down…', 'Turn it down');
    expect(rejectBudgetTarget).toHaveBeenCalledWith(answer);
  });

  it('lets the owner take a raise back', async () => {
    const maySign = { allowed: false, reason: 'Another person has to sign' };
    const { rejectBudgetTarget } = await showRaise({ maySign });
    expect(
      screen.queryByRole('button', { name: 'Sign…' }),
    ).not.toBeInTheDocument();
    await answerWith('Take it back…', 'Take it back');
    expect(rejectBudgetTarget).toHaveBeenCalledWith(answer);
  });

  it('tells who may neither sign nor take it back why', async () => {
    await showRaise({
      maySign: { allowed: false, reason: 'Finance leads sign second' },
      mayReject: false,
    });
    expect(screen.getByText('Finance leads sign second')).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Take it back…' }),
    ).not.toBeInTheDocument();
  });

  it('shows a refusal in the dialog', async () => {
    await showPanel(
      {},
      jest.fn(async () => {
        throw new Error('The target was changed meanwhile');
      }),
    );
    const dialog = await openDialog();
    await userEvent.type(dialog.getByLabelText(/Why/), 'because');
    await userEvent.click(
      dialog.getByRole('button', { name: 'Set the target' }),
    );
    expect(await dialog.findByText(/changed meanwhile/)).toBeInTheDocument();
  });
});
