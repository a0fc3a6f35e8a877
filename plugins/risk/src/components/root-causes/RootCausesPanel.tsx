import Typography from '@material-ui/core/Typography';
import { RootCause } from '@product-risk/backstage-plugin-risk-common';
import { PagedList, useAsyncResource, useRiskApi } from '../../hooks';
import { categoryTitle } from '../categories/categoryWords';
import {
  Column,
  DataTable,
  EntityName,
  formatDay,
  Panel,
  ResourceView,
  SkeletonLines,
} from '../primitives';

const originWords: Record<RootCause['origin'], string> = {
  person: 'linked by a person',
  file: 'named by threat models',
  definition: 'the same definition of one model',
  scan: 'the same result of scanners',
};

/** Causes that the reader may not see have nothing to tell them apart. */
type Row = RootCause & { position: number };

const columns: Column<Row>[] = [
  {
    id: 'title',
    header: 'Root cause',
    width: 320,
    render: ({ title }) => title ?? 'A root cause that you may not see',
  },
  {
    id: 'products',
    header: 'Makes affected',
    align: 'right',
    width: 130,
    render: ({ products }) => products,
  },
  {
    id: 'categories',
    header: 'In',
    render: ({ categories }) =>
      categories.map(categoryTitle).join(' · ') || 'nothing that counts yet',
  },
  {
    id: 'origin',
    header: 'Known from',
    optional: true,
    render: ({ origin, linkedBy, linkedAt }) =>
      linkedBy && linkedAt ? (
        <>
          <EntityName of={linkedBy} />, {formatDay(linkedAt)}
        </>
      ) : (
        originWords[origin]
      ),
  },
];

const asList = (items: readonly RootCause[]): PagedList<Row> => ({
  value: {
    items: items.map((item, position) => ({ ...item, position })),
    totalItems: items.length,
    hidden: 0,
  },
  loading: false,
  reload: () => {},
  pageIndex: 0,
});

/** What one fix would remove from several products. */
export function RootCausesPanel(props: { framework: string }) {
  const { framework } = props;
  const api = useRiskApi();
  const causes = useAsyncResource(
    () => api.listRootCauses({ query: { framework } }),
    [api, framework],
  );
  return (
    <Panel title="Root causes that products share">
      <Typography variant="body2" gutterBottom>
        One fix would remove the risks behind each of them. To link risks
        yourself, open a category above and choose its risks.
      </Typography>
      <ResourceView
        of={causes}
        skeleton={<SkeletonLines lines={3} label="Loading the root causes" />}
      >
        {({ items }) => (
          <DataTable
            label="Root causes"
            list={asList(items)}
            columns={columns}
            rowKey={({ position }) => String(position)}
            noun={['root cause', 'root causes']}
            pageSize={Math.max(1, items.length)}
            empty={
              <Typography variant="body2">
                No root cause is known behind two products or more.
              </Typography>
            }
          />
        )}
      </ResourceView>
    </Panel>
  );
}
