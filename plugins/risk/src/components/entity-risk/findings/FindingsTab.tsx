import { useMemo } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { EntityRisk } from '@product-risk/backstage-plugin-risk-common';
import {
  useAsyncResource,
  useEntityParams,
  usePagedList,
  useRiskApi,
  useUrlState,
} from '../../../hooks';
import { useDecisionsOfRisks } from '../../decision';
import { DataTable, EmptyState } from '../../primitives';
import { useRiskModel } from '../../risk-root';
import { useReloadOnChange } from '../RefreshContext';
import { findingColumns } from './findingColumns';
import { FindingFilterBar } from './FindingFilterBar';
import { useFindingFilters } from './useFindingFilters';

const PAGE_SIZE = 25;

const useStyles = makeStyles(
  theme => ({ root: { display: 'grid', gap: theme.spacing(1.5) } }),
  { name: 'RiskFindings' },
);

/** What is open on the entity, worst first. */
export function FindingsTab({ risk }: { risk: EntityRisk }) {
  const classes = useStyles();
  const api = useRiskApi();
  const params = useEntityParams(risk.entity.ref);
  const filters = useFindingFilters();
  const [url, setUrl] = useUrlState('finding');
  const model = useRiskModel().value;

  const sources = useAsyncResource(
    () => api.listEntitySources({ params }),
    [api, params],
  );
  const { status, level, stride, source, reviewed, search, sort } = filters;
  const findings = usePagedList(
    cursor =>
      api.listEntityFindings({
        params,
        query: {
          status,
          level,
          stride,
          source,
          reviewed,
          search,
          sort: sort.by,
          order: sort.order,
          cursor,
          limit: PAGE_SIZE,
        },
      }),
    [params, status, level, stride, source, reviewed, search, sort],
  );
  useReloadOnChange(findings.reload);

  const riskIds = useMemo(
    () => findings.value?.items.flatMap(one => one.risk?.id ?? []) ?? [],
    [findings.value],
  );
  const decisions = useDecisionsOfRisks(risk.product?.ref, riskIds);
  useReloadOnChange(decisions.reload);
  const columns = useMemo(
    () => findingColumns(model, decisions.value),
    [model, decisions.value],
  );

  return (
    <div className={classes.root}>
      <FindingFilterBar
        filters={filters}
        sources={sources.value?.items ?? []}
      />
      <DataTable
        label="Findings"
        list={findings}
        columns={columns}
        rowKey={finding => finding.id}
        noun={['finding', 'findings']}
        pageSize={PAGE_SIZE}
        selected={url.finding}
        onOpen={finding => setUrl({ finding: finding.id }, { push: true })}
        sort={sort}
        onSort={({ by, order }) => filters.set({ sort: by, order })}
        empty={<NoFindings risk={risk} filtered={filters.active} />}
      />
    </div>
  );
}

function NoFindings(props: { risk: EntityRisk; filtered: boolean }) {
  const { risk, filtered } = props;
  if (filtered) {
    return (
      <EmptyState title="No finding matches these filters">
        Clear the filters, or choose other statuses.
      </EmptyState>
    );
  }
  return risk.assessed ? (
    <EmptyState title="Nothing open">
      A threat model covers {risk.entity.title} and leaves nothing open. See
      what was mitigated by choosing other statuses.
    </EmptyState>
  ) : (
    <EmptyState title="Nobody looked at this yet">
      Add a threat model: name its file in the annotation{' '}
      <code>product-risk/threat-model</code> of the entity, or import a file
      above.
    </EmptyState>
  );
}
