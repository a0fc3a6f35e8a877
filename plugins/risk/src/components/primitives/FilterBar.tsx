import { ReactNode, useEffect, useId, useState } from 'react';
import Button from '@material-ui/core/Button';
import Checkbox from '@material-ui/core/Checkbox';
import ListItemText from '@material-ui/core/ListItemText';
import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1),
    },
    select: { minWidth: 128, maxWidth: 220 },
    search: { flex: '1 1 180px', minWidth: 160, maxWidth: 340 },
    option: { paddingTop: 0, paddingBottom: 0 },
  }),
  { name: 'RiskFilterBar' },
);

/** A row of filters; `onClear` is offered while any of them is set. */
export function FilterBar(props: {
  label: string;
  children: ReactNode;
  active: boolean;
  onClear: () => void;
}) {
  const classes = useStyles();
  return (
    <div className={classes.root} role="search" aria-label={props.label}>
      {props.children}
      {props.active && (
        <Button size="small" onClick={props.onClear}>
          Clear filters
        </Button>
      )}
    </div>
  );
}

/** One of the filters: any number of options. */
export function FilterSelect<T extends string>(props: {
  label: string;
  options: readonly { value: T; label: string }[];
  chosen: readonly T[];
  onChange: (chosen: T[]) => void;
  /** At most one option. */
  single?: boolean;
}) {
  const { label, options, chosen, onChange, single } = props;
  const classes = useStyles();
  const id = useId();
  return (
    <TextField
      id={id}
      select
      size="small"
      variant="outlined"
      label={label}
      className={classes.select}
      value={chosen}
      InputLabelProps={{ id: `${id}-label`, htmlFor: undefined }}
      SelectProps={{
        multiple: true,
        labelId: `${id}-label`,
        renderValue: () =>
          options
            .filter(option => chosen.includes(option.value))
            .map(option => option.label)
            .join(', '),
        MenuProps: {
          getContentAnchorEl: null,
          anchorOrigin: { vertical: 'bottom', horizontal: 'left' },
        },
      }}
      onChange={event => {
        const values: unknown = event.target.value;
        const picked = Array.isArray(values) ? values : [];
        const next = options
          .map(option => option.value)
          .filter(value => picked.includes(value));
        onChange(single ? next.filter(value => !chosen.includes(value)) : next);
      }}
    >
      {options.map(option => (
        <MenuItem
          key={option.value}
          value={option.value}
          className={classes.option}
          dense
        >
          <Checkbox
            size="small"
            color="primary"
            checked={chosen.includes(option.value)}
            tabIndex={-1}
            disableRipple
            inputProps={{ 'aria-hidden': true }}
          />
          <ListItemText primary={option.label} />
        </MenuItem>
      ))}
    </TextField>
  );
}

const TYPING_PAUSE_MS = 300;

/** Search text; asks for results when typing pauses. */
export function FilterSearch(props: {
  label: string;
  value: string;
  onChange: (value: string) => void;
}) {
  const { label, value, onChange } = props;
  const classes = useStyles();
  const id = useId();
  const [text, setText] = useState(value);

  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text === value) return undefined;
    const timer = setTimeout(() => onChange(text), TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, value, onChange]);

  return (
    <TextField
      id={id}
      type="search"
      size="small"
      variant="outlined"
      label={label}
      className={classes.search}
      value={text}
      onChange={event => setText(event.target.value)}
    />
  );
}
