import { Decision } from '@product-risk/backstage-plugin-risk-common';
import { usePagedList, useRiskApi } from '../../hooks';
import { DecisionLink, decisionWords } from '../decision';
import {
  CatalogLink,
  Column,
  DataTable,
  EmptyState,
  formatDay,
  NamedText,
  Panel,
} from '../primitives';

const PAGE_SIZE = 25;

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
    width: 160,
    render: ({ product }) => <CatalogLink to={product} risk />,
  },
  {
    id: 'state',
    header: 'Where it is',
    width: 280,
    render: decision => <NamedText text={decisionWords(decision)} />,
  },
  {
    id: 'asked',
    header: 'Asked on',
    width: 110,
    optional: true,
    render: ({ requestedAt }) => formatDay(requestedAt),
  },
];

/** What I asked the owners of products to decide, and what they answered. */
export function MyRequests() {
  const api = useRiskApi();
  const requests = usePagedList(
    cursor => api.listMyRequests({ query: { cursor, limit: PAGE_SIZE } }),
    [],
  );
  return (
    <Panel title="Decisions that I asked for">
      <DataTable
        label="Decisions that I asked for"
        list={requests}
        columns={columns}
        rowKey={({ id }) => id}
        noun={['request', 'requests']}
        pageSize={PAGE_SIZE}
        empty={
          <EmptyState title="You asked for no decision">
            Ask for one on a finding, on the tab Risk of a component or on the
            scorecard of a product. It is listed here until 90 days after it is
            answered.
          </EmptyState>
        }
      />
    </Panel>
  );
}
