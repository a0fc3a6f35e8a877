import { useEffect } from 'react';
import { useLocation } from 'react-router-dom';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { RiskModelPage } from '@product-risk/backstage-plugin-risk-common';
import { Panel } from '../primitives';

const useStyles = makeStyles(
  theme => ({
    number: {
      padding: theme.spacing(1, 0),
      scrollMarginTop: theme.spacing(10),
      borderTop: `1px solid ${theme.palette.divider}`,
      maxWidth: 860,
      '&:target': { backgroundColor: theme.palette.action.selected },
    },
    name: { fontSize: '0.9375rem', fontWeight: 600 },
    formula: { color: theme.palette.text.secondary, fontSize: '0.875rem' },
  }),
  { name: 'RiskNumbers' },
);

/** Every number by name; `#<id>` leads to one. */
export function Numbers({ model }: { model: RiskModelPage }) {
  const classes = useStyles();
  const { hash } = useLocation();

  // The page loads after the browser looked for the anchor.
  useEffect(() => {
    if (hash) document.getElementById(hash.slice(1))?.scrollIntoView?.();
  }, [hash]);

  return (
    <Panel title="What the numbers mean">
      {model.numbers.map(({ id, name, meaning, formula }) => (
        <div key={id} id={id} className={classes.number}>
          <Typography component="h3" className={classes.name}>
            <a href={`#${id}`} style={{ color: 'inherit' }}>
              {name}
            </a>
          </Typography>
          <Typography variant="body2">{meaning}</Typography>
          {formula !== meaning && (
            <div className={classes.formula}>{formula}</div>
          )}
        </div>
      ))}
    </Panel>
  );
}
