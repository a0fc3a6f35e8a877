import { ReactNode } from 'react';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  ComponentState,
  Coverage,
  Scorecard,
} from '@product-risk/backstage-plugin-risk-common';
import {
  CatalogLink,
  CountNumber,
  NotAssessed,
  Panel,
  plural,
  useRiskPalette,
} from '../primitives';
import { useFirst } from './useFirst';

const SHOWN = 8;

/** What needs somebody first. */
const urgency: readonly ComponentState['state'][] = [
  'failed',
  'not-assessed',
  'stale',
  'modelled',
];

const useStyles = makeStyles(
  theme => ({
    facts: { margin: theme.spacing(0, 0, 1), paddingLeft: theme.spacing(2.5) },
    list: { listStyle: 'none', margin: 0, padding: 0 },
    item: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0.25, 1.5),
      justifyContent: 'space-between',
      padding: theme.spacing(0.5, 0),
      borderTop: `1px solid ${theme.palette.divider}`,
      fontSize: '0.875rem',
    },
    why: {
      flexBasis: '100%',
      color: theme.palette.text.secondary,
      fontSize: '0.8125rem',
    },
    tag: { padding: '1px 6px', borderRadius: 3 },
  }),
  { name: 'RiskKnowledge' },
);

/** How much is known about the product, and where to close the gaps. */
export function Knowledge({ scorecard }: { scorecard: Scorecard }) {
  const classes = useStyles();
  const { coverage, components, entity } = scorecard;
  const sorted = [...components].sort(
    (a, b) =>
      urgency.indexOf(a.state) - urgency.indexOf(b.state) ||
      a.entity.title.localeCompare(b.entity.title),
  );
  const { shown, toggle } = useFirst(sorted, SHOWN, 'components');
  return (
    <Panel title="How much we know">
      <CoverageFacts coverage={coverage} subject={entity.ref} />
      {sorted.length === 0 && (
        <Typography variant="body2">
          No component that you may see counts for this product.
        </Typography>
      )}
      <ul className={classes.list} aria-label="Components">
        {shown.map(component => (
          <Component key={component.entity.ref} component={component} />
        ))}
      </ul>
      {toggle}
    </Panel>
  );
}

/** The counts behind a coverage; what is zero and good is left out. */
export function CoverageFacts(props: { coverage: Coverage; subject?: string }) {
  const classes = useStyles();
  const { coverage, subject } = props;
  const { components, modelled, stale, unrated, notReviewed, failedSources } =
    coverage;
  const facts: ReactNode[] = [
    components === 0 ? (
      'No component counts for it'
    ) : (
      <CountNumber
        count={modelled}
        label={`of ${plural(components, 'component')} modelled`}
        explain={{ metric: 'coverage', ref: subject }}
      />
    ),
    stale > 0 && `${plural(stale, 'model')} out of date`,
    unrated > 0 && (
      <CountNumber
        count={unrated}
        label={`${unrated === 1 ? 'risk' : 'risks'} not rated`}
        explain={{ metric: 'unrated', ref: subject }}
      />
    ),
    notReviewed > 0 && (
      <CountNumber
        count={notReviewed}
        label={`${
          notReviewed === 1 ? 'finding' : 'findings'
        } of tools not reviewed`}
        explain={{ metric: 'not-reviewed', ref: subject }}
      />
    ),
    failedSources > 0 && `${plural(failedSources, 'source')} cannot be read`,
  ];
  return (
    <ul className={classes.facts}>
      {facts.map((fact, index) => fact && <li key={index}>{fact}</li>)}
    </ul>
  );
}

function Component({ component }: { component: ComponentState }) {
  const classes = useStyles();
  const { entity, staleReasons, unrated, notReviewed } = component;
  const gaps = [
    ...staleReasons,
    ...(unrated ? [`${unrated} not rated`] : []),
    ...(notReviewed ? [`${notReviewed} not reviewed`] : []),
  ];
  return (
    <li className={classes.item}>
      <CatalogLink to={entity} risk />
      <State state={component.state} />
      {gaps.length > 0 && (
        <span className={classes.why}>{gaps.join('; ')}</span>
      )}
    </li>
  );
}

function State({ state }: { state: ComponentState['state'] }) {
  const classes = useStyles();
  const { attention } = useRiskPalette();
  if (state === 'not-assessed') return <NotAssessed />;
  if (state === 'modelled') return <span>modelled</span>;
  return (
    <span
      className={classes.tag}
      style={{ background: attention.background, color: attention.text }}
    >
      {state === 'stale' ? 'out of date' : 'source cannot be read'}
    </span>
  );
}
