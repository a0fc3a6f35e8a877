import { useId, useState } from 'react';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { Initiative } from '@product-risk/backstage-plugin-risk-common';
import { useAction, useRiskApi } from '../../hooks';
import { WriteDialog } from '../primitives';

/** Closes an initiative with what came of it. */
export function CloseInitiativeDialog(props: {
  initiative: Initiative;
  onClose: () => void;
  onDone: () => void;
}) {
  const { initiative, onClose, onDone } = props;
  const id = useId();
  const api = useRiskApi();
  const [outcome, setOutcome] = useState('');
  const close = useAction(async () => {
    await api.closeInitiative({
      params: { id: initiative.id },
      body: { outcome: outcome.trim() },
    });
    onDone();
  });
  return (
    <WriteDialog
      title={`Close “${initiative.title}”`}
      submit="Close it"
      complete={outcome.trim().length >= 3}
      action={close}
      onClose={onClose}
    >
      <Typography variant="body2">
        Expected: {initiative.hypothesis}
        <br />
        {initiative.effect.sentence}
      </Typography>
      <TextField
        id={id}
        label="What came of it?"
        size="small"
        variant="outlined"
        multiline
        value={outcome}
        onChange={event => setOutcome(event.target.value)}
      />
    </WriteDialog>
  );
}
