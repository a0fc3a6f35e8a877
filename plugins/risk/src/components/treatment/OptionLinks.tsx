import { useId } from 'react';
import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { ExploredOption } from '@product-risk/backstage-plugin-risk-common';

/** How an option stands to others, by their ids. */
export type Links = Pick<ExploredOption, 'needs' | 'excludes'>;

const useStyles = makeStyles(
  theme => ({
    root: { display: 'grid', gap: theme.spacing(1) },
    row: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr) 220px',
      gap: theme.spacing(1),
      alignItems: 'center',
    },
  }),
  { name: 'RiskOptionLinks' },
);

const kindWords = {
  none: 'independent',
  needs: 'is needed for it',
  excludes: 'cannot be chosen with it',
} as const;

type Kind = keyof typeof kindWords;

const isKind = (word: string): word is Kind => word in kindWords;

function kindOf({ needs, excludes }: Links, id: string): Kind {
  if (needs.includes(id)) return 'needs';
  return excludes.includes(id) ? 'excludes' : 'none';
}

/** Which other options have to be chosen with an option, and which cannot. */
export function OptionLinks(props: {
  others: readonly ExploredOption[];
  /** Of the option that is written down; absent: it is new. */
  optionId?: string;
  links: Links;
  onChange: (links: Links) => void;
}) {
  const { others, optionId = '', links, onChange } = props;
  const classes = useStyles();
  const id = useId();
  if (others.length === 0) return null;
  const change = (otherId: string, kind: Kind) => {
    const without = (ids: readonly string[]) =>
      ids.filter(one => one !== otherId);
    const next = {
      needs: without(links.needs),
      excludes: without(links.excludes),
    };
    if (kind !== 'none') next[kind].push(otherId);
    onChange(next);
  };
  return (
    <div role="group" aria-labelledby={`${id}-label`} className={classes.root}>
      <Typography id={`${id}-label`} variant="body2">
        How do other options stand to it?
      </Typography>
      {others.map(other => (
        <div key={other.id} className={classes.row}>
          <span id={`${id}-${other.id}-title`}>
            {other.title}
            {other.excludes.includes(optionId) &&
              ' (says that it cannot be chosen with this one)'}
            {other.needs.includes(optionId) && ' (needs this one)'}
          </span>
          <TextField
            id={`${id}-${other.id}`}
            select
            size="small"
            variant="outlined"
            SelectProps={{ labelId: `${id}-${other.id}-title` }}
            value={kindOf(links, other.id)}
            onChange={event => {
              const word = event.target.value;
              if (isKind(word)) change(other.id, word);
            }}
          >
            {Object.entries(kindWords).map(([value, words]) => (
              <MenuItem key={value} value={value}>
                {words}
              </MenuItem>
            ))}
          </TextField>
        </div>
      ))}
    </div>
  );
}
