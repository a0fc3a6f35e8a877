import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  Decision,
  DecisionPortfolio,
  DecisionStatus,
} from '@product-risk/backstage-plugin-risk-common';
import { formatPoints } from '@product-risk/risk-model';
import { useAsyncResource, usePagedList, useRiskApi } from '../../hooks';
import {
  decisionStatusWords,
  decisionWords,
  DecisionLink,
  waitingStatuses,
} from '../decision';
import {
  CatalogLink,
  Column,
  DataTable,
  EmptyState,
  EntityName,
  FilterBar,
  FilterSelect,
  formatDay,
  NamedText,
  Panel,
  plural,
  ResourceView,
  SkeletonLines,
} from '../primitives';
import { DecisionsByProduct } from './DecisionsByProduct';
import { ExportButton } from './ExportButton';
import { decisionStatuses, useDecisionFilters } from './useDecisionFilters';

const PAGE_SIZE = 25;

const useStyles = makeStyles(
  theme => ({
    root: { display: 'grid', gap: theme.spacing(2), minWidth: 0 },
    counts: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
    count: { textTransform: 'none' },
  }),
  { name: 'RiskDecisionsPortfolio' },
);

const columns: Column<Decision>[] = [
  {
    id: 'sentence',
    header: 'What could happen',
    render: decision => (
      <DecisionLink decision={decision}>{decision.sentence}</DecisionLink>
    ),
  },
  {
    id: 'product',
    header: 'Product',
    width: 150,
    render: ({ product }) => <CatalogLink to={product} risk />,
  },
  {
    id: 'state',
    header: 'Where it is',
    width: 250,
    render: decision => <NamedText text={decisionWords(decision)} />,
  },
  {
    id: 'points',
    header: 'Points',
    width: 84,
    align: 'right',
    render: ({ exposure }) => formatPoints(exposure),
  },
  {
    id: 'asked',
    header: 'Asked',
    width: 180,
    optional: true,
    render: ({ requestedAt, requestedBy, origin }) => (
      <>
        {formatDay(requestedAt)},{' '}
        {origin === 'file' ? 'a threat model' : <EntityName of={requestedBy} />}
      </>
    ),
  },
];

/** All decisions: what waits, holds, ends, is over, and how they come about. */
export function DecisionsPortfolio() {
  const classes = useStyles();
  const api = useRiskApi();
  const filters = useDecisionFilters();
  const { query } = filters;
  const portfolio = useAsyncResource(() => api.getDecisionPortfolio(), [api]);
  const decisions = usePagedList(
    cursor =>
      api.listDecisions({ query: { ...query, cursor, limit: PAGE_SIZE } }),
    [query],
  );
  const products =
    portfolio.value?.products.map(({ product }) => ({
      value: product.ref,
      label: product.title,
    })) ?? [];
  return (
    <Panel
      title="Decisions of product owners"
      action={
        <ExportButton
          fileName="decisions.csv"
          label="Download decisions as CSV"
          load={() => api.exportDecisions({ query })}
        />
      }
    >
      <div className={classes.root}>
        <ResourceView
          of={portfolio}
          skeleton={<SkeletonLines label="Counting the decisions" />}
        >
          {value => (
            <>
              <Practice portfolio={value} />
              <Counts portfolio={value} filters={filters} />
              <DecisionsByProduct portfolio={value} />
            </>
          )}
        </ResourceView>
        <FilterBar
          label="Filter decisions"
          active={filters.active}
          onClear={filters.clear}
        >
          <FilterSelect
            label="Where it is"
            options={decisionStatuses.map(value => ({
              value,
              label: decisionStatusWords[value],
            }))}
            chosen={filters.status}
            onChange={filters.setStatus}
          />
          {products.length > 1 && (
            <FilterSelect
              label="Of product"
              single
              options={products}
              chosen={filters.product ? [filters.product] : []}
              onChange={([product]) => filters.setProduct(product)}
            />
          )}
        </FilterBar>
        <DataTable
          label="Decisions"
          list={decisions}
          columns={columns}
          rowKey={decision => decision.id}
          noun={['decision', 'decisions']}
          pageSize={PAGE_SIZE}
          empty={
            filters.active ? (
              <EmptyState title="No decision matches these filters">
                Clear the filters, or choose others.
              </EmptyState>
            ) : (
              <EmptyState title="Nobody was asked to decide yet">
                Ask on the scorecard of a product, or on a finding.
              </EmptyState>
            )
          }
        />
      </div>
    </Panel>
  );
}

/** How decisions come about, in sentences. */
function Practice({ portfolio }: { portfolio: DecisionPortfolio }) {
  const { acceptedExposure, underTreatment, explored, sessionToDecision } =
    portfolio;
  const { decidedRisks, withOptions } = explored;
  const { decisions, medianDays } = sessionToDecision;
  return (
    <Typography variant="body2">
      {formatPoints(acceptedExposure)} points are accepted today, and treatment
      of {plural(underTreatment, 'open risk')} is under way.{' '}
      {decidedRisks === 0
        ? 'No owner has decided about a risk yet.'
        : `For ${withOptions} of ${plural(
            decidedRisks,
            'decided risk',
          )} (${Math.round(
            (withOptions / decidedRisks) * 100,
          )} %) two or more options had been explored.`}{' '}
      {medianDays === undefined
        ? 'No decision followed a session yet.'
        : `From a session to the decision it took ${plural(
            medianDays,
            'day',
          )} (median of ${plural(decisions, 'decision')}).`}
    </Typography>
  );
}

/** Counts that filter the list below them. */
function Counts(props: {
  portfolio: DecisionPortfolio;
  filters: ReturnType<typeof useDecisionFilters>;
}) {
  const { portfolio, filters } = props;
  const { total } = portfolio;
  const classes = useStyles();
  const parts: [
    words: string,
    count: number,
    status: readonly DecisionStatus[] | 'overdue',
  ][] = [
    ['waiting', total.waiting, waitingStatuses],
    ['overdue', total.overdue, 'overdue'],
    ['accepted', total.active, ['active']],
    ['ending within 30 days', total.expiring, ['expiring']],
    ['stale', total.stale, ['stale']],
    ['expired', total.expired, ['expired']],
  ];
  return (
    <div
      className={classes.counts}
      role="group"
      aria-label="Decisions by state"
    >
      {parts.map(([words, count, status]) => (
        <Button
          key={words}
          size="small"
          variant="outlined"
          className={classes.count}
          disabled={count === 0}
          onClick={() =>
            status === 'overdue'
              ? filters.setOverdue()
              : filters.setStatus(status)
          }
        >
          {count} {words}
        </Button>
      ))}
    </div>
  );
}
