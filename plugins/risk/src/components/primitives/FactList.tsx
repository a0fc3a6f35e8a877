import { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gridTemplateColumns: 'minmax(110px, max-content) minmax(0, 1fr)',
      columnGap: theme.spacing(2),
      rowGap: theme.spacing(0.5),
      margin: 0,
      fontSize: '0.875rem',
      lineHeight: 1.5,
    },
    term: { color: theme.palette.text.secondary },
    value: { margin: 0, overflowWrap: 'anywhere' },
  }),
  { name: 'RiskFactList' },
);

/** Named facts; those without a value are left out. */
export function FactList(props: {
  facts: readonly (readonly [name: string, value: ReactNode])[];
}) {
  const classes = useStyles();
  return (
    <dl className={classes.root}>
      {props.facts
        .filter(([, value]) => value !== undefined && value !== '')
        .map(([name, value], index) => [
          <dt key={`${index} name`} className={classes.term}>
            {name}
          </dt>,
          <dd key={index} className={classes.value}>
            {value}
          </dd>,
        ])}
    </dl>
  );
}
