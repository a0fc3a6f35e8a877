import { useId, useState } from 'react';
import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { FilterSearch } from '../primitives';

/** From so many on, one may search among them. */
const MANY = 8;

const useStyles = makeStyles(
  theme => ({
    root: { display: 'grid', gap: theme.spacing(0.5) },
    list: {
      display: 'grid',
      maxHeight: 200,
      overflowY: 'auto',
      paddingLeft: theme.spacing(0.5),
    },
    item: { marginRight: 0, '& .MuiTypography-root': { fontSize: '0.875rem' } },
  }),
  { name: 'RiskCheckList' },
);

/** Any number of some things, by their titles. */
export function CheckList(props: {
  label: string;
  items: readonly { id: string; title: string }[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}) {
  const { label, items, chosen, onChange } = props;
  const classes = useStyles();
  const id = useId();
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLocaleLowerCase('en-US');
  if (items.length === 0) return null;
  return (
    <div role="group" aria-labelledby={id} className={classes.root}>
      <Typography id={id} variant="body2">
        {label}
      </Typography>
      {items.length > MANY && (
        <FilterSearch
          label={`Search: ${label}`}
          value={search}
          onChange={setSearch}
        />
      )}
      <div className={classes.list}>
        {items
          .filter(
            item =>
              chosen.includes(item.id) ||
              item.title.toLocaleLowerCase('en-US').includes(wanted),
          )
          .map(item => (
            <FormControlLabel
              key={item.id}
              className={classes.item}
              control={
                <Checkbox
                  size="small"
                  color="primary"
                  checked={chosen.includes(item.id)}
                  onChange={event =>
                    onChange(
                      event.target.checked
                        ? [...chosen, item.id]
                        : chosen.filter(one => one !== item.id),
                    )
                  }
                />
              }
              label={item.title}
            />
          ))}
      </div>
    </div>
  );
}
