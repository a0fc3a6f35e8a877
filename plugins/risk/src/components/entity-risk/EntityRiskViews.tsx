import { useId } from 'react';
import Tab from '@material-ui/core/Tab';
import Tabs from '@material-ui/core/Tabs';
import { makeStyles } from '@material-ui/core/styles';
import { EntityRisk } from '@product-risk/backstage-plugin-risk-common';
import { oneOf, useUrlState } from '../../hooks';
import { DiagramTab } from './diagram/DiagramTab';
import { FindingsTab } from './findings/FindingsTab';
import { MitigationsTab } from './mitigations/MitigationsTab';
import { NotReviewedTab } from './not-reviewed/NotReviewedTab';
import { SourcesTab } from './sources/SourcesTab';

const views = [
  'findings',
  'not-reviewed',
  'diagram',
  'mitigations',
  'sources',
] as const;

const titles: Record<(typeof views)[number], string> = {
  findings: 'Findings',
  'not-reviewed': 'Not reviewed',
  diagram: 'Diagram',
  mitigations: 'Mitigations',
  sources: 'Sources',
};

const useStyles = makeStyles(
  theme => ({
    tabs: {
      minHeight: 40,
      borderBottom: `1px solid ${theme.palette.divider}`,
      marginBottom: theme.spacing(2),
    },
    tab: {
      minHeight: 40,
      minWidth: 96,
      textTransform: 'none',
      fontSize: '0.9375rem',
    },
  }),
  { name: 'RiskEntityViews' },
);

/** The sub-tabs; which one is open is in the URL. */
export function EntityRiskViews({ risk }: { risk: EntityRisk }) {
  const classes = useStyles();
  const id = useId();
  const [url, setUrl] = useUrlState('view', 'element');
  const view = oneOf(url.view, views) ?? 'findings';
  return (
    <div>
      <Tabs
        value={view}
        onChange={(_, next: string) =>
          setUrl(
            { view: next === 'findings' ? '' : next, element: '' },
            { push: true },
          )
        }
        indicatorColor="primary"
        textColor="primary"
        className={classes.tabs}
        aria-label="Parts of the risk tab"
      >
        {views.map(name => (
          <Tab
            key={name}
            value={name}
            label={labelOf(name, risk)}
            className={classes.tab}
            id={`${id}-tab-${name}`}
            aria-controls={`${id}-view`}
          />
        ))}
      </Tabs>
      <div
        role="tabpanel"
        id={`${id}-view`}
        aria-labelledby={`${id}-tab-${view}`}
      >
        {view === 'findings' && <FindingsTab risk={risk} />}
        {view === 'not-reviewed' && <NotReviewedTab risk={risk} />}
        {view === 'diagram' && <DiagramTab risk={risk} />}
        {view === 'mitigations' && <MitigationsTab risk={risk} />}
        {view === 'sources' && <SourcesTab risk={risk} />}
      </div>
    </div>
  );
}

function labelOf(name: (typeof views)[number], { findings }: EntityRisk) {
  return name === 'not-reviewed' && findings.notReviewed > 0
    ? `${titles[name]} (${findings.notReviewed})`
    : titles[name];
}
