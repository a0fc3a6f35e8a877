import { ReactNode, useId } from 'react';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import { makeStyles } from '@material-ui/core/styles';
import { Action } from '../../hooks';
import { describeError } from './describeError';
import { ErrorState } from './states';

const useStyles = makeStyles(
  theme => ({
    content: {
      ...theme.typography.body2,
      display: 'grid',
      gap: theme.spacing(2),
      alignContent: 'start',
    },
  }),
  { name: 'RiskWriteDialog' },
);

/** A dialog that writes something, and shows why it could not. */
export function WriteDialog(props: {
  title: string;
  submit: string;
  complete: boolean;
  action: Action<[]>;
  onClose: () => void;
  /** Offered when somebody else was faster, to see what is there now. */
  onReload?: () => void;
  children: ReactNode;
}) {
  const { title, submit, complete, action, onClose, onReload, children } =
    props;
  const { error } = action;
  const conflict =
    error !== undefined && describeError(error).kind === 'conflict';
  const classes = useStyles();
  const id = useId();
  return (
    <Dialog
      open
      onClose={action.running ? undefined : onClose}
      fullWidth
      maxWidth="sm"
      aria-labelledby={id}
    >
      <DialogTitle id={id}>{title}</DialogTitle>
      <DialogContent className={classes.content}>
        {children}
        {error && (
          <ErrorState
            error={error}
            onRetry={conflict ? onReload : undefined}
            retry="Read it again"
          />
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} disabled={action.running}>
          Cancel
        </Button>
        <Button
          variant="contained"
          color="primary"
          disabled={!complete || action.running}
          onClick={() => action.run()}
        >
          {submit}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
