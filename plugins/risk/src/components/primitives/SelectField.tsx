import { ReactNode, useId } from 'react';
import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';

/** A choice of one, which a screen reader names by its label. */
export function SelectField<Value extends string | number>(props: {
  label: string;
  options: readonly { value: Value; words: ReactNode }[];
  value: Value | '';
  onChange: (value: Value) => void;
  disabled?: boolean;
}) {
  const { label, options, value, onChange, disabled } = props;
  const id = useId();
  return (
    <TextField
      id={id}
      select
      size="small"
      variant="outlined"
      label={label}
      // The field is no input that a label could be for.
      InputLabelProps={{ id: `${id}-label`, htmlFor: undefined }}
      SelectProps={{ labelId: `${id}-label` }}
      value={value}
      disabled={disabled}
      onChange={event => {
        const chosen = options.find(
          option => String(option.value) === String(event.target.value),
        );
        if (chosen) onChange(chosen.value);
      }}
    >
      {options.map(option => (
        <MenuItem key={option.value} value={option.value} dense>
          {option.words}
        </MenuItem>
      ))}
    </TextField>
  );
}

/** The options that words by value describe, in their order. */
export const optionsOf = <Value extends string>(
  words: Readonly<Record<Value, string>>,
) =>
  (Object.keys(words) as Value[]).map(value => ({
    value,
    words: words[value],
  }));
