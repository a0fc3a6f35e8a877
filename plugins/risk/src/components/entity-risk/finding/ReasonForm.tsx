import { useId, useState } from 'react';
import Button from '@material-ui/core/Button';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import { Action, useFocusOnMount } from '../../../hooks';
import { ErrorState } from '../../primitives';

/** The API asks for at least this much. */
const LEAST_LENGTH = 3;

const useStyles = makeStyles(
  theme => ({
    root: { display: 'grid', gap: theme.spacing(1), marginTop: 8 },
    actions: { display: 'flex', gap: theme.spacing(1) },
  }),
  { name: 'RiskReasonForm' },
);

/** A write that needs words: why, or what shows it. */
export function ReasonForm(props: {
  label: string;
  submit: string;
  action: Action<[text: string]>;
  onCancel: () => void;
}) {
  const { label, submit, action, onCancel } = props;
  const classes = useStyles();
  const id = useId();
  const field = useFocusOnMount();
  const [text, setText] = useState('');
  return (
    <form
      className={classes.root}
      onSubmit={event => {
        event.preventDefault();
        action.run(text.trim());
      }}
    >
      <TextField
        id={id}
        label={label}
        size="small"
        variant="outlined"
        multiline
        required
        inputRef={field}
        value={text}
        onChange={event => setText(event.target.value)}
      />
      {action.error && <ErrorState error={action.error} />}
      <div className={classes.actions}>
        <Button
          type="submit"
          size="small"
          variant="contained"
          color="primary"
          disabled={action.running || text.trim().length < LEAST_LENGTH}
        >
          {submit}
        </Button>
        <Button size="small" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
