import { useState } from 'react';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { AwaitedRaise } from '@product-risk/backstage-plugin-risk-common';
import { useAction, useEntityParams, useRiskApi } from '../../hooks';
import { isReason, ReasonField } from '../decision/ReasonField';
import { NamedText, WriteDialog } from '../primitives';
import { raiseWords } from './budgetWords';

const useStyles = makeStyles(
  theme => ({
    root: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
  }),
  { name: 'RiskRaiseSteps' },
);

const stepWords = {
  sign: {
    title: 'Sign this raise?',
    submit: 'Sign the raise',
    means: 'From today on the product may carry this much.',
  },
  'turn-down': {
    title: 'Turn this raise down?',
    submit: 'Turn it down',
    means: 'The target stays as it is. Whoever asked is told why.',
  },
  'take-back': {
    title: 'Take this raise back?',
    submit: 'Take it back',
    means: 'The target stays as it is, and nobody has to sign.',
  },
};

type Step = keyof typeof stepWords;

/** What the reader may do about a raise that waits, or why nothing. */
export function RaiseSteps(props: {
  productRef: string;
  raise: AwaitedRaise;
  onChanged: () => void;
}) {
  const { productRef, raise, onChanged } = props;
  const classes = useStyles();
  const [open, setOpen] = useState<Step>();
  const { maySign, mayReject } = raise;
  if (!maySign.allowed && !mayReject) {
    return (
      <Typography variant="body2">
        <NamedText text={maySign.reason ?? ''} />
      </Typography>
    );
  }
  return (
    <div className={classes.root}>
      {maySign.allowed && (
        <Button
          size="small"
          variant="contained"
          color="primary"
          onClick={() => setOpen('sign')}
        >
          Sign…
        </Button>
      )}
      {mayReject && (
        <Button
          size="small"
          variant="outlined"
          onClick={() => setOpen(maySign.allowed ? 'turn-down' : 'take-back')}
        >
          {maySign.allowed ? 'Turn it down…' : 'Take it back…'}
        </Button>
      )}
      {open && (
        <RaiseDialog
          step={open}
          productRef={productRef}
          raise={raise}
          onClose={() => setOpen(undefined)}
          onChanged={onChanged}
        />
      )}
    </div>
  );
}

function RaiseDialog(props: {
  step: Step;
  productRef: string;
  raise: AwaitedRaise;
  onClose: () => void;
  onChanged: () => void;
}) {
  const { step, productRef, raise, onClose, onChanged } = props;
  const { title, submit, means } = stepWords[step];
  const api = useRiskApi();
  const params = useEntityParams(productRef);
  const [reason, setReason] = useState('');
  const finish = () => {
    onClose();
    onChanged();
  };
  const answer = useAction(async () => {
    const input = { params, body: { id: raise.id, reason: reason.trim() } };
    await (step === 'sign'
      ? api.signBudgetTarget(input)
      : api.rejectBudgetTarget(input));
    finish();
  });
  return (
    <WriteDialog
      title={title}
      submit={submit}
      complete={isReason(reason)}
      action={answer}
      onClose={onClose}
      onReload={finish}
    >
      <Typography variant="body2">
        {raiseWords(raise)}. {means}
      </Typography>
      <ReasonField value={reason} onChange={setReason} />
    </WriteDialog>
  );
}
