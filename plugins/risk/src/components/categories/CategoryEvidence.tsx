import Typography from '@material-ui/core/Typography';
import {
  EvidenceItem,
  EvidencePage,
} from '@product-risk/backstage-plugin-risk-common';
import { PagedList, usePagedList, useRiskApi } from '../../hooks';
import {
  CatalogLink,
  Column,
  DataTable,
  FindingLink,
  formatAge,
  formatDay,
  LevelMark,
  plural,
} from '../primitives';
import { ExportButton } from '../report/ExportButton';

const PAGE_SIZE = 10;

const statusWords: Record<EvidenceItem['status'], string> = {
  open: 'open',
  in_progress: 'in progress',
  claimed: 'mitigated, as claimed',
  accepted: 'accepted in a file',
};

/** The newest model first said, then how old what it says is. */
function freshnessWords({ summary }: EvidencePage): string {
  const { oldest, newest, stale, findings, staleAfterDays } = summary;
  if (!oldest || !newest) return '';
  const age =
    formatDay(oldest) === formatDay(newest)
      ? `All of it was last updated ${formatAge(newest)} ago.`
      : `It was last updated between ${formatAge(newest)} and ${formatAge(
          oldest,
        )} ago.`;
  return stale === 0
    ? `${age} Nothing is older than ${staleAfterDays} days.`
    : `${age} ${stale} of ${plural(
        findings,
        'finding',
      )} are from models older than ${staleAfterDays} days.`;
}

function treatmentWords({ summary }: EvidencePage): string {
  const { findings, untreated, planned, claimed, verified } = summary;
  return `${plural(
    findings,
    'finding informs',
    'findings inform',
  )} this: ${verified} with a verified treatment, ${claimed} with a claimed one, ${planned} with plans only, ${untreated} without any.`;
}

const columns: Column<EvidenceItem>[] = [
  {
    id: 'finding',
    header: 'Finding',
    render: ({ findingId, title, product, entity, status, state }) => (
      <>
        <FindingLink entityRef={entity.ref} findingId={findingId}>
          {title}
        </FindingLink>
        <br />
        {product && <CatalogLink to={product} risk />}
        {product && product.ref !== entity.ref && ', '}
        {product?.ref !== entity.ref && <CatalogLink to={entity} risk />}
        {`, ${statusWords[status]}`}
        {state === 'suggested' && ', category suggested'}
      </>
    ),
  },
  {
    id: 'treatment',
    header: 'Treatment',
    width: 190,
    render: ({ treatments, level }) => (
      <>
        {level && <LevelMark level={level} />}
        {treatments.length === 0 ? (
          <div>none</div>
        ) : (
          treatments.map(({ title, state }) => (
            <div key={`${state} ${title}`}>
              {state}: {title}
            </div>
          ))
        )}
      </>
    ),
  },
  {
    id: 'updated',
    header: 'Updated',
    width: 96,
    render: ({ model }) => (
      <span title={model.title}>
        {formatDay(model.updatedAt)}
        {model.stale && ' (out of date)'}
      </span>
    ),
  },
];

function Summary({ list }: { list: PagedList<EvidenceItem, EvidencePage> }) {
  const page = list.value;
  if (!page || page.summary.findings === 0) return null;
  return (
    <Typography variant="body2" gutterBottom>
      {treatmentWords(page)} {freshnessWords(page)}
    </Typography>
  );
}

/** What threat models tell whoever answers for a control or a register risk. */
export function CategoryEvidence({ category }: { category: string }) {
  const api = useRiskApi();
  const list = usePagedList(
    cursor =>
      api.listCategoryEvidence({
        query: { category, cursor, limit: PAGE_SIZE },
      }),
    [category],
  );
  return (
    <>
      <Summary list={list} />
      <DataTable
        label="What informs it"
        list={list}
        columns={columns}
        rowKey={({ findingId }) => findingId}
        noun={['finding', 'findings']}
        pageSize={PAGE_SIZE}
        empty={
          <Typography variant="body2">
            No finding has this category, so no threat model informs it.
          </Typography>
        }
      />
      <ExportButton
        label="Save as CSV"
        fileName="evidence.csv"
        load={() => api.exportCategoryEvidence({ query: { category } })}
      />
    </>
  );
}
