import { useId } from 'react';
import TextField from '@material-ui/core/TextField';
import { dayAhead, daysUntil, formatDay, plural } from '../primitives';

/** What is proposed where nobody says otherwise. */
const USUAL_DAYS = 90;

/** The day that is proposed, within what the policy allows. */
export const usualExpiry = (latest: string): string => {
  const usual = dayAhead(USUAL_DAYS);
  return usual < latest ? usual : latest;
};

/** Whether an acceptance may end on a day; the server decides by its clock. */
export const isExpiry = (day: string, latest: string) =>
  /^\d{4}-\d{2}-\d{2}$/.test(day) && day >= dayAhead(1) && day <= latest;

/** The first day on which an acceptance is over. */
export function ExpiryField(props: {
  label: string;
  latest: string;
  value: string;
  onChange: (day: string) => void;
}) {
  const { label, latest, value, onChange } = props;
  const id = useId();
  const fits = isExpiry(value, latest);
  return (
    <TextField
      id={id}
      type="date"
      label={label}
      size="small"
      variant="outlined"
      InputLabelProps={{ shrink: true }}
      inputProps={{ min: dayAhead(1), max: latest }}
      error={!fits}
      helperText={
        fits
          ? `Over in ${plural(
              daysUntil(value),
              'day',
            )}. At most until ${formatDay(latest)}.`
          : `A day from tomorrow to ${formatDay(latest)}.`
      }
      value={value}
      onChange={event => onChange(event.target.value)}
    />
  );
}
