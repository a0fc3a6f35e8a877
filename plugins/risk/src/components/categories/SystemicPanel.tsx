import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  CategoryReport,
  EntityLink,
  riskFindingTriagePermission,
} from '@product-risk/backstage-plugin-risk-common';
import { useAsyncResource, useRiskApi } from '../../hooks';
import { AssessmentsPanel } from '../assessments';
import { InitiativesPanel } from '../initiatives';
import {
  EmptyState,
  formatTime,
  Panel,
  ResourceView,
  SkeletonLines,
} from '../primitives';
import { ExportButton } from '../report/ExportButton';
import { RootCausesPanel } from '../root-causes';
import { CategoryDrawer } from './CategoryDrawer';
import { CategoryFilterBar } from './CategoryFilterBar';
import { hasAnything, leftOutWords, qualityWords } from './categoryWords';
import { CategoryTriage } from './CategoryTriage';
import { ForestTable } from './ForestTable';
import { HeatMapPanel } from './HeatMapPanel';
import { PlotLegend } from './PlotLegend';
import { SystemicLists } from './SystemicLists';
import { CategoryFilters, useCategoryFilters } from './useCategoryFilters';

const useStyles = makeStyles(
  theme => ({
    filters: { marginBottom: theme.spacing(1.5) },
    headline: { fontSize: '1rem', lineHeight: 1.5 },
    foot: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(0.5, 1),
      margin: theme.spacing(1, 0, 0),
      fontSize: '0.875rem',
    },
    quality: {
      color: theme.palette.text.secondary,
      fontSize: '0.8125rem',
      marginTop: theme.spacing(2),
    },
  }),
  { name: 'RiskSystemic' },
);

/** Which categories are systemic, which are local, and where they are. */
export function SystemicPanel({ domains }: { domains: readonly EntityLink[] }) {
  const classes = useStyles();
  const api = useRiskApi();
  const filters = useCategoryFilters();
  const triages = usePermission({ permission: riskFindingTriagePermission });
  const { query } = filters;
  const report = useAsyncResource(
    () => api.getCategoryReport({ query }),
    [
      api,
      query.framework,
      query.level,
      query.domain,
      query.type,
      query.lifecycle,
      query.since,
    ],
    { keepPrevious: true },
  );
  return (
    <>
      <Panel
        title="What is systemic"
        action={
          <ExportButton
            label="Save categories as CSV"
            fileName="categories.csv"
            load={() => api.exportCategoryReport({ query })}
          />
        }
      >
        <div className={classes.filters}>
          <CategoryFilterBar
            filters={filters}
            report={report.value}
            domains={domains}
          />
        </div>
        <ResourceView
          of={report}
          skeleton={<SkeletonLines lines={8} label="Loading the categories" />}
        >
          {value => <Verdicts report={value} filters={filters} />}
        </ResourceView>
      </Panel>
      {report.value && <HeatMapPanel report={report.value} filters={filters} />}
      {report.value && (
        <InitiativesPanel
          verdicts={report.value.categories}
          onOpenCategory={filters.open}
        />
      )}
      {report.value && <RootCausesPanel framework={report.value.framework} />}
      {report.value && (
        <AssessmentsPanel report={report.value} onChanged={report.reload} />
      )}
      {report.value && triages.allowed && (
        <CategoryTriage
          framework={report.value.framework}
          onDecided={report.reload}
        />
      )}
      <CategoryDrawer
        category={filters.opened}
        onClose={filters.close}
        onChanged={report.reload}
      />
    </>
  );
}

function Verdicts(props: { report: CategoryReport; filters: CategoryFilters }) {
  const { report, filters } = props;
  const classes = useStyles();
  const { categories, toleratedPrevalence, products } = report;
  const shown = filters.all ? categories : categories.filter(hasAnything);
  return (
    <>
      <Typography className={classes.headline}>
        {report.headline.join(' ')}
      </Typography>
      <Typography variant="body2">
        {products.assessed} of {products.total} products were assessed for at
        least one of these categories. A product is affected by open risks of
        level {report.countsFrom} or above whose category is confirmed.
      </Typography>
      {shown.length === 0 ? (
        <EmptyState title="Nothing was found in any of these categories">
          What was not assessed is unknown, and not safe.
        </EmptyState>
      ) : (
        <>
          <PlotLegend tolerated={toleratedPrevalence} />
          <ForestTable
            verdicts={shown}
            tolerated={toleratedPrevalence}
            onOpen={filters.open}
          />
        </>
      )}
      <div className={classes.foot}>
        {!filters.all && <span>{leftOutWords(categories)}</span>}
        <Button size="small" onClick={() => filters.setAll(!filters.all)}>
          {filters.all
            ? 'Show only categories with something in them'
            : `Show all ${categories.length} categories`}
        </Button>
      </div>
      <SystemicLists verdicts={categories} />
      <div className={classes.quality}>
        {qualityWords(report).join(' ')} As of {formatTime(report.asOf)},
        category data {report.dataVersion}.
      </div>
    </>
  );
}
