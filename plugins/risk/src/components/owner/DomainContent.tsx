import { useState } from 'react';
import { usePagedList, useRiskApi } from '../../hooks';
import { DataTable, EmptyState, SortOrder } from '../primitives';
import { productColumns } from '../report/productColumns';
import { ProductSort } from '../report/useProductFilters';

const PAGE_SIZE = 25;

/** Tab `Risk` of a domain: its products, worst first. */
export function DomainContent({ entityRef }: { entityRef: string }) {
  const api = useRiskApi();
  const domain = entityRef.toLocaleLowerCase('en-US');
  const [sort, setSort] = useState<SortOrder<ProductSort>>({
    by: 'exposure',
    order: 'desc',
  });
  const products = usePagedList(
    cursor =>
      api.listProducts({
        query: {
          domain,
          sort: sort.by,
          order: sort.order,
          cursor,
          limit: PAGE_SIZE,
        },
      }),
    [domain, sort],
  );
  return (
    <DataTable
      label="Products of the domain"
      list={products}
      columns={productColumns}
      rowKey={product => product.entity?.ref ?? product.sentence}
      noun={['product', 'products']}
      pageSize={PAGE_SIZE}
      sort={sort}
      onSort={setSort}
      empty={
        <EmptyState title="No product belongs to this domain">
          A product belongs to the domain that its entity in the catalog names.
        </EmptyState>
      }
    />
  );
}
