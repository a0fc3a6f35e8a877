import { useId, useState } from 'react';
import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { ProductRisk } from '@product-risk/backstage-plugin-risk-common';
import { FilterSearch } from '../primitives';

/** From so many on, one may search among them. */
const MANY = 8;

const directionWords = {
  none: 'not part of it',
  in: 'brought it about',
  out: 'found in it',
} as const;

type Direction = keyof typeof directionWords;

/** Risks that are part of a session, by id. */
export type Directions = Readonly<Record<string, Direction>>;

const isDirection = (word: string): word is Direction => word in directionWords;

const useStyles = makeStyles(
  theme => ({
    root: { display: 'grid', gap: theme.spacing(1) },
    list: {
      listStyle: 'none',
      margin: 0,
      padding: 0,
      maxHeight: 260,
      overflowY: 'auto',
    },
    row: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr) 190px',
      gap: theme.spacing(1),
      alignItems: 'center',
      padding: theme.spacing(0.5, 0),
    },
    title: { overflowWrap: 'anywhere' },
  }),
  { name: 'RiskDirections' },
);

/** Which risks brought a session about, and which were found in it. */
export function RiskDirections(props: {
  risks: readonly ProductRisk[];
  directions: Directions;
  onChange: (directions: Directions) => void;
}) {
  const { risks, directions, onChange } = props;
  const classes = useStyles();
  const id = useId();
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLocaleLowerCase('en-US');
  return (
    <div role="group" aria-labelledby={`${id}-label`} className={classes.root}>
      <Typography id={`${id}-label`} variant="body2">
        Which risks is it about?
      </Typography>
      {risks.length > MANY && (
        <FilterSearch
          label="Search the risks"
          value={search}
          onChange={setSearch}
        />
      )}
      <ul className={classes.list}>
        {risks
          .filter(({ title }) =>
            title.toLocaleLowerCase('en-US').includes(wanted),
          )
          .map(risk => (
            <li key={risk.id} className={classes.row}>
              <span id={`${id}-${risk.id}-title`} className={classes.title}>
                {risk.title}
                {risk.state === 'closed' && ', closed'}
              </span>
              <TextField
                id={`${id}-${risk.id}`}
                select
                size="small"
                variant="outlined"
                SelectProps={{ labelId: `${id}-${risk.id}-title` }}
                value={directions[risk.id] ?? 'none'}
                onChange={event => {
                  const word = event.target.value;
                  if (isDirection(word)) {
                    onChange({ ...directions, [risk.id]: word });
                  }
                }}
              >
                {Object.entries(directionWords).map(([value, words]) => (
                  <MenuItem key={value} value={value}>
                    {words}
                  </MenuItem>
                ))}
              </TextField>
            </li>
          ))}
      </ul>
    </div>
  );
}
