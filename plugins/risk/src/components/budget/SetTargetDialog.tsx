import { useId, useState } from 'react';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { Budget } from '@product-risk/backstage-plugin-risk-common';
import { formatPoints } from '@product-risk/risk-model';
import { useAction, useEntityParams, useRiskApi } from '../../hooks';
import { ErrorState } from '../primitives';
import { LEAST_REASON, parsePoints, pointsText } from './budgetWords';
import { TargetProposals } from './TargetProposals';

const RAISES =
  'Raising a target needs a second signer. Until somebody signs, the target stays as it is.';

const useStyles = makeStyles(
  theme => ({
    content: {
      ...theme.typography.body2,
      display: 'grid',
      gap: theme.spacing(2),
      alignContent: 'start',
    },
  }),
  { name: 'RiskSetTargetDialog' },
);

/** The owner says what the product may carry, or takes up a proposal. */
export function SetTargetDialog(props: {
  budget: Budget;
  onClose: () => void;
  onDone: () => void;
}) {
  const { budget, onClose, onDone } = props;
  const { product, target, proposals } = budget;
  const classes = useStyles();
  const id = useId();
  const api = useRiskApi();
  const params = useEntityParams(product.ref);
  const [text, setText] = useState(pointsText(target));
  const [calibrated, setCalibrated] = useState(false);
  const [reason, setReason] = useState('');
  const wanted = parsePoints(text);
  const raises = calibrated
    ? Boolean(proposals.calibration?.raises)
    : target !== undefined && wanted !== undefined && wanted > target;
  const problem =
    calibrated || wanted !== undefined
      ? undefined
      : 'A number of points, such as 10 or 7.5.';

  const save = useAction(async () => {
    const common = { replaces: target, reason: reason.trim() };
    await api.setBudgetTarget({
      params,
      body: calibrated
        ? { method: 'calibrated', ...common }
        : { method: 'set', target: wanted ?? 0, ...common },
    });
    onDone();
  });

  return (
    <Dialog
      open
      onClose={save.running ? undefined : onClose}
      fullWidth
      maxWidth="sm"
      aria-labelledby={`${id}-title`}
    >
      <DialogTitle id={`${id}-title`}>
        What may {product.title} carry?
      </DialogTitle>
      <DialogContent className={classes.content}>
        <Typography variant="body2">
          It carries {formatPoints(budget.exposure.shown)} points today,{' '}
          {formatPoints(budget.exposure.counted)} of which count. A new target
          holds from today on; what was spent before stays as it was.
        </Typography>
        <TargetProposals
          proposals={proposals}
          calibrated={calibrated}
          onCalibrate={setCalibrated}
          onPropose={units => {
            setCalibrated(false);
            setText(pointsText(units));
          }}
        />
        <TextField
          id={`${id}-target`}
          label="Target in points a year"
          size="small"
          variant="outlined"
          value={calibrated ? pointsText(proposals.calibration?.target) : text}
          disabled={calibrated}
          error={problem !== undefined}
          helperText={
            problem ??
            (raises
              ? RAISES
              : 'Every day may carry this much on average over the window.')
          }
          onChange={event => setText(event.target.value)}
        />
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
        {budget.awaiting && (
          <Typography variant="body2">
            A raise to {formatPoints(budget.awaiting.after)} points waits for
            its second signature. A new target withdraws it.
          </Typography>
        )}
        {save.error && <ErrorState error={save.error} />}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} disabled={save.running}>
          Cancel
        </Button>
        <Button
          variant="contained"
          color="primary"
          disabled={
            save.running ||
            problem !== undefined ||
            reason.trim().length < LEAST_REASON
          }
          onClick={() => save.run()}
        >
          {raises ? 'Ask for a second signature' : 'Set the target'}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
