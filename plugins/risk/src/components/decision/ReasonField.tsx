import { useId } from 'react';
import TextField from '@material-ui/core/TextField';
import { useFocusOnMount } from '../../hooks';

/** The API asks for at least this much. */
const LEAST_LENGTH = 3;

export const isReason = (text: string) => text.trim().length >= LEAST_LENGTH;

/** Why somebody does something; every step of a decision says so. */
export function ReasonField(props: {
  label?: string;
  helperText?: string;
  value: string;
  onChange: (reason: string) => void;
}) {
  const { label = 'Why?', helperText, value, onChange } = props;
  const id = useId();
  const field = useFocusOnMount();
  return (
    <TextField
      id={id}
      label={label}
      size="small"
      variant="outlined"
      multiline
      minRows={2}
      required
      inputRef={field}
      helperText={helperText}
      value={value}
      onChange={event => onChange(event.target.value)}
    />
  );
}
