import Typography from '@material-ui/core/Typography';
import {
  ListedAssessment,
  riskFindingTriagePermission,
} from '@product-risk/backstage-plugin-risk-common';
import { useAction, usePagedList, useRiskApi } from '../../hooks';
import { categoryTitle } from '../categories/categoryWords';
import {
  CatalogLink,
  Column,
  DataTable,
  EntityName,
  ErrorState,
  formatDay,
  GuardedButton,
  plural,
} from '../primitives';

const PAGE_SIZE = 10;

/** Such as "stride, 14 controls" and "stated by ada: looked at the logs". */
function Method({ row }: { row: ListedAssessment }) {
  const { by, note, method, covers } = row;
  if (by === undefined) {
    return (
      <>
        {method}, which looks at {plural(covers, 'category', 'categories')} of
        the frameworks
      </>
    );
  }
  return (
    <>
      stated by <EntityName of={by} link />
      {note && `: ${note}`}
    </>
  );
}

/** Assessments of all products or of one, or those that cover one category. */
export function AssessmentList(props: {
  category?: string;
  /** Of one product only. */
  product?: string;
  onChanged: () => void;
}) {
  const { category, product, onChanged } = props;
  const api = useRiskApi();
  const list = usePagedList(
    cursor =>
      api.listAssessments({
        query: { category, product, cursor, limit: PAGE_SIZE },
      }),
    [category, product],
  );
  const withdraw = useAction(async (row: ListedAssessment) => {
    if (!row.category) return;
    await api.stateAssessment({
      body: {
        product: row.product.ref,
        category: row.category.id,
        assessed: false,
        note: 'withdrawn',
      },
    });
    list.reload();
    onChanged();
  });
  const columns: Column<ListedAssessment>[] = [
    {
      id: 'product',
      header: 'Product',
      width: 170,
      render: row => <CatalogLink to={row.product} risk />,
    },
    {
      id: 'by',
      header: 'Assessed by',
      render: row => (
        <>
          {row.category && `${categoryTitle(row.category)}, `}
          <Method row={row} />
        </>
      ),
    },
    {
      id: 'at',
      header: 'When',
      width: 100,
      render: ({ at }) => formatDay(at),
    },
    {
      id: 'action',
      header: 'Action',
      width: 110,
      align: 'right',
      render: row =>
        row.by !== undefined && (
          <GuardedButton
            permission={riskFindingTriagePermission}
            refusal="Statements are withdrawn by the people who triage findings."
            disabled={withdraw.running}
            onClick={() => withdraw.run(row)}
          >
            Withdraw
          </GuardedButton>
        ),
    },
  ];
  return (
    <>
      {withdraw.error && <ErrorState error={withdraw.error} />}
      <DataTable
        label="Assessments"
        list={list}
        columns={columns}
        rowKey={row => `${row.product.ref} ${row.method} ${row.category?.id}`}
        noun={['assessment', 'assessments']}
        pageSize={PAGE_SIZE}
        empty={
          <Typography variant="body2">
            No product was assessed for this.
          </Typography>
        }
      />
    </>
  );
}
