import { makeStyles } from '@material-ui/core/styles';
import { Report } from '@product-risk/backstage-plugin-risk-common';
import { usePagedList, useRiskApi } from '../../hooks';
import {
  DataTable,
  EmptyState,
  FilterBar,
  FilterSearch,
  FilterSelect,
  levelsAndUnrated,
  levelWord,
  Panel,
} from '../primitives';
import { ExportButton } from './ExportButton';
import { productColumns } from './productColumns';
import { useProductFilters } from './useProductFilters';

const PAGE_SIZE = 25;

const levelOptions = levelsAndUnrated.map(level => ({
  value: level,
  label: levelWord(level),
}));

const useStyles = makeStyles(
  theme => ({ filters: { marginBottom: theme.spacing(1.5) } }),
  { name: 'RiskReportProducts' },
);

/** All products: searched, filtered, sorted and paged by the backend. */
export function ProductsPanel({ report }: { report: Report }) {
  const classes = useStyles();
  const api = useRiskApi();
  const filters = useProductFilters();
  const { query } = filters;
  const products = usePagedList(
    cursor =>
      api.listProducts({ query: { ...query, cursor, limit: PAGE_SIZE } }),
    [query],
  );
  const domains = report.domains.flatMap(({ domain }) =>
    domain ? [{ value: domain.ref, label: domain.title }] : [],
  );
  return (
    <Panel
      title="Products"
      action={
        <ExportButton
          fileName="products.csv"
          load={() => api.exportProducts({ query })}
        />
      }
    >
      <div className={classes.filters}>
        <FilterBar
          label="Filter products"
          active={filters.active}
          onClear={filters.clear}
        >
          <FilterSearch
            label="Search products"
            value={filters.search}
            onChange={filters.setSearch}
          />
          <FilterSelect
            label="Level"
            options={levelOptions}
            chosen={filters.level}
            onChange={filters.setLevel}
          />
          {domains.length > 0 && (
            <FilterSelect
              label="Domain"
              single
              options={domains}
              chosen={filters.domain ? [filters.domain] : []}
              onChange={([domain]) => filters.setDomain(domain)}
            />
          )}
        </FilterBar>
      </div>
      <DataTable
        label="Products"
        list={products}
        columns={productColumns}
        rowKey={product => product.entity?.ref ?? product.sentence}
        noun={['product', 'products']}
        pageSize={PAGE_SIZE}
        sort={filters.sort}
        onSort={filters.setSort}
        empty={
          filters.active ? (
            <EmptyState title="No product matches these filters">
              Clear the filters, or search for another name.
            </EmptyState>
          ) : (
            <EmptyState title="No product is known yet">
              Products are read from the catalog. See “Our risk model” for what
              counts as one here.
            </EmptyState>
          )
        }
      />
    </Panel>
  );
}
