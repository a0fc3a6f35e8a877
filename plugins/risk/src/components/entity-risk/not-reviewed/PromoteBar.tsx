import { useState } from 'react';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { riskFindingTriagePermission } from '@product-risk/backstage-plugin-risk-common';
import { useAction, useEntityParams, useRiskApi } from '../../../hooks';
import { GuardedButton, plural } from '../../primitives';
import { ReasonForm } from '../finding/ReasonForm';

const REFUSAL = 'Making findings risks is for who may triage findings.';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1),
      minHeight: 36,
      fontSize: '0.875rem',
    },
    chosen: { marginRight: theme.spacing(1) },
  }),
  { name: 'RiskPromoteBar' },
);

/** Makes what is chosen into risks, or takes that back, with a reason. */
export function PromoteBar(props: {
  entityRef: string;
  chosen: ReadonlySet<string>;
  onChoosePage: () => void;
  onChooseNone: () => void;
  onDone: () => void;
}) {
  const { entityRef, chosen, onChoosePage, onChooseNone, onDone } = props;
  const classes = useStyles();
  const api = useRiskApi();
  const params = useEntityParams(entityRef);
  const [asking, setAsking] = useState<'promote' | 'withdraw'>();
  const decide = useAction(async (reason: string) => {
    const input = { params, body: { groups: [...chosen], reason } };
    await (asking === 'withdraw'
      ? api.withdrawPromotions(input)
      : api.promoteFindings(input));
    setAsking(undefined);
    onDone();
  });

  if (asking && chosen.size > 0) {
    const what = plural(chosen.size, 'group');
    const words =
      asking === 'promote'
        ? [`Why does ${what} become a risk?`, `Make ${what} risks`]
        : [`Why is ${what} no risk?`, `Take ${what} back`];
    return (
      <ReasonForm
        label={words[0]}
        submit={words[1]}
        action={decide}
        onCancel={() => setAsking(undefined)}
      />
    );
  }
  return (
    <div className={classes.root}>
      <span className={classes.chosen} role="status">
        {chosen.size ? `${chosen.size} chosen` : 'Nothing chosen'}
      </span>
      <GuardedButton
        permission={riskFindingTriagePermission}
        refusal={REFUSAL}
        variant="contained"
        color="primary"
        disabled={!chosen.size}
        onClick={() => setAsking('promote')}
      >
        Make risks…
      </GuardedButton>
      <GuardedButton
        permission={riskFindingTriagePermission}
        refusal={REFUSAL}
        variant="outlined"
        disabled={!chosen.size}
        onClick={() => setAsking('withdraw')}
      >
        Take back…
      </GuardedButton>
      <Button size="small" onClick={onChoosePage}>
        Choose this page
      </Button>
      {chosen.size > 0 && (
        <Button size="small" onClick={onChooseNone}>
          Choose none
        </Button>
      )}
    </div>
  );
}
