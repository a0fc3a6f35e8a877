import Typography from '@material-ui/core/Typography';
import {
  ImportCounts,
  ImportSummary,
} from '@product-risk/backstage-plugin-risk-common';
import { useEntityParams, usePagedList, useRiskApi } from '../../../hooks';
import {
  Column,
  DataTable,
  EmptyState,
  EntityName,
  faultWords,
  formatTime,
  placeOf,
  plural,
} from '../../primitives';
import { useReloadOnChange } from '../RefreshContext';
import { importStatusWords } from '../words';

const PAGE_SIZE = 10;

/** Counts of an import in words, without the zeros. */
export function importCountsWords(counts: ImportCounts): string {
  const parts = [
    counts.created && `${counts.created} new`,
    counts.changed && `${counts.changed} changed`,
    counts.reopened && `${counts.reopened} reopened`,
    counts.absent && `${counts.absent} gone`,
    counts.unchanged && `${counts.unchanged} unchanged`,
  ].filter(Boolean);
  return parts.join(', ') || 'nothing';
}

function Outcome({ item }: { item: ImportSummary }) {
  const { status, error, reason, resolvedBy, warnings, backfilledAt } = item;
  return (
    <>
      {importStatusWords[status]}
      {backfilledAt && (
        <Typography variant="body2">
          An older version, brought in on {formatTime(backfilledAt)}
        </Typography>
      )}
      {error && <Typography variant="body2">{faultWords(error)}</Typography>}
      {reason && (
        <Typography variant="body2">
          {reason}
          {resolvedBy && (
            <>
              {' ('}
              <EntityName of={resolvedBy} />)
            </>
          )}
        </Typography>
      )}
      {warnings.length > 0 && (
        <details>
          <summary>{plural(warnings.length, 'warning')}</summary>
          {warnings.map((warning, index) => (
            <Typography key={index} variant="body2">
              {[placeOf(warning), warning.message].filter(Boolean).join(': ')}
            </Typography>
          ))}
        </details>
      )}
    </>
  );
}

const columns: Column<ImportSummary>[] = [
  {
    id: 'at',
    header: 'When',
    width: 176,
    render: ({ at }) => formatTime(at),
  },
  { id: 'file', header: 'File', render: ({ fileName }) => fileName },
  {
    id: 'actor',
    header: 'By',
    width: 140,
    optional: true,
    render: ({ actor }) => <EntityName of={actor} />,
  },
  {
    id: 'status',
    header: 'Outcome',
    width: 240,
    render: item => <Outcome item={item} />,
  },
  {
    id: 'counts',
    header: 'Findings',
    width: 170,
    render: ({ counts }) => importCountsWords(counts),
  },
];

/** Every import of the entity's sources, newest first. */
export function ImportHistory({ entityRef }: { entityRef: string }) {
  const api = useRiskApi();
  const params = useEntityParams(entityRef);
  const imports = usePagedList(
    cursor =>
      api.listEntityImports({ params, query: { cursor, limit: PAGE_SIZE } }),
    [params],
  );
  useReloadOnChange(imports.reload);
  return (
    <DataTable
      label="Imports"
      list={imports}
      columns={columns}
      rowKey={({ id }) => id}
      noun={['import', 'imports']}
      pageSize={PAGE_SIZE}
      empty={
        <EmptyState title="Nothing was imported yet">
          Files named in the catalog are read on a schedule; the first read may
          still be ahead.
        </EmptyState>
      }
    />
  );
}
