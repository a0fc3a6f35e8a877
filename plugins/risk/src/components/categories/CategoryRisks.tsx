import Typography from '@material-ui/core/Typography';
import { CategoryRisk } from '@product-risk/backstage-plugin-risk-common';
import { usePagedList, useRiskApi } from '../../hooks';
import {
  CatalogLink,
  Column,
  DataTable,
  ExposureNumber,
  LevelMark,
} from '../primitives';

const PAGE_SIZE = 10;

const columns: Column<CategoryRisk>[] = [
  {
    id: 'risk',
    header: 'Risk',
    render: ({ title, statement, product, state }) => (
      <>
        {statement || title}
        <br />
        {product && <CatalogLink to={product} risk />}
        {product && ', '}
        {state}
      </>
    ),
  },
  {
    id: 'level',
    header: 'Level',
    width: 104,
    render: ({ level }) => <LevelMark level={level ?? 'unrated'} />,
  },
  {
    id: 'exposure',
    header: 'Points',
    align: 'right',
    width: 92,
    render: ({ level, exposure }) => (
      <ExposureNumber units={level ? exposure : undefined} bare />
    ),
  },
];

/** Open risks of a category, largest first. */
export function CategoryRisks({ category }: { category: string }) {
  const api = useRiskApi();
  const risks = usePagedList(
    cursor =>
      api.listCategoryRisks({ query: { category, cursor, limit: PAGE_SIZE } }),
    [category],
  );
  return (
    <DataTable
      label="Open risks of the category"
      list={risks}
      columns={columns}
      rowKey={({ id }) => id}
      noun={['risk', 'risks']}
      pageSize={PAGE_SIZE}
      empty={
        <Typography variant="body2">
          No open risk has this category, confirmed or suggested.
        </Typography>
      }
    />
  );
}
