import { useId, useRef, useState } from 'react';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useRiskPalette } from '../../primitives';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(2),
      padding: theme.spacing(2),
      borderRadius: 4,
    },
    input: { display: 'none' },
  }),
  { name: 'RiskFileDrop' },
);

/** A file, dropped or chosen. */
export function FileDrop(props: {
  chosen?: string;
  disabled: boolean;
  onFile: (file: File) => void;
}) {
  const { chosen, disabled, onFile } = props;
  const classes = useStyles();
  const { rule, surface, bar } = useRiskPalette();
  const inputId = useId();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = (files: FileList | null) => {
    const file = files?.item(0);
    if (file && !disabled) onFile(file);
  };
  return (
    <div
      className={classes.root}
      style={{
        background: surface,
        border: `1px dashed ${over ? bar : rule}`,
      }}
      onDragOver={event => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={event => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files);
      }}
    >
      <Button
        variant="outlined"
        disabled={disabled}
        onClick={() => input.current?.click()}
      >
        {chosen ? 'Choose another file' : 'Choose a file'}
      </Button>
      <label htmlFor={inputId} hidden>
        Threat model file
      </label>
      <input
        ref={input}
        id={inputId}
        type="file"
        className={classes.input}
        onChange={event => {
          take(event.target.files);
          // The same file, corrected, is a new choice.
          event.target.value = '';
        }}
      />
      <Typography variant="body2" color="textSecondary">
        {chosen ??
          'or drop it here. You see what would change before anything does.'}
      </Typography>
    </div>
  );
}
