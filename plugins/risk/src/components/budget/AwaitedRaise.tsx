import { useId, useState } from 'react';
import Button from '@material-ui/core/Button';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  AwaitedRaise as Raise,
  Budget,
} from '@product-risk/backstage-plugin-risk-common';
import { formatPoints } from '@product-risk/risk-model';
import { useAction, useEntityParams, useRiskApi } from '../../hooks';
import {
  AttentionBanner,
  ErrorState,
  formatDay,
  NamedText,
} from '../primitives';
import { LEAST_REASON } from './budgetWords';

const useStyles = makeStyles(
  theme => ({
    root: { display: 'grid', gap: theme.spacing(1) },
    actions: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
  }),
  { name: 'RiskAwaitedRaise' },
);

const hidden = 'somebody you may not see';

function raiseWords({ after, endsAt }: Raise): string {
  const to = `A target of ${formatPoints(after)} points`;
  return endsAt
    ? `${to}, ${formatPoints(endsAt.exposure)} by ${formatDay(endsAt.day)},`
    : to;
}

/** A raise of the target that waits, and what the caller may do about it. */
export function AwaitedRaise(props: {
  budget: Budget;
  raise: Raise;
  onChanged: () => void;
}) {
  const { budget, raise, onChanged } = props;
  const classes = useStyles();
  const id = useId();
  const api = useRiskApi();
  const params = useEntityParams(budget.product.ref);
  const [reason, setReason] = useState('');
  const { maySign, mayReject } = raise;
  const may = maySign.allowed || mayReject;
  const short = reason.trim().length < LEAST_REASON;
  const body = { id: raise.id, reason: reason.trim() };

  const sign = useAction(async () => {
    await api.signBudgetTarget({ params, body });
    onChanged();
  });
  const reject = useAction(async () => {
    await api.rejectBudgetTarget({ params, body });
    onChanged();
  });
  const running = sign.running || reject.running;
  const error = sign.error ?? reject.error;

  return (
    <div className={classes.root}>
      <AttentionBanner
        title={`${raiseWords(raise)} waits for a second signature`}
      >
        {raise.by?.title ?? hidden} asked for it on {formatDay(raise.at)}: “
        {raise.reason}”. It holds once {raise.signer?.title ?? hidden} signs.
      </AttentionBanner>
      {may ? (
        <>
          <TextField
            id={`${id}-reason`}
            label="Why?"
            size="small"
            variant="outlined"
            multiline
            required
            value={reason}
            onChange={event => setReason(event.target.value)}
          />
          {error && <ErrorState error={error} />}
          <div className={classes.actions}>
            {maySign.allowed && (
              <Button
                size="small"
                variant="contained"
                color="primary"
                disabled={running || short}
                onClick={() => sign.run()}
              >
                Sign the raise
              </Button>
            )}
            {mayReject && (
              <Button
                size="small"
                disabled={running || short}
                onClick={() => reject.run()}
              >
                {maySign.allowed ? 'Turn it down' : 'Take it back'}
              </Button>
            )}
          </div>
        </>
      ) : (
        <Typography variant="body2">
          <NamedText text={maySign.reason ?? ''} />
        </Typography>
      )}
    </div>
  );
}
