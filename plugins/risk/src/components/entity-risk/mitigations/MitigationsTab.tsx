import {
  EntityRisk,
  Finding,
  Mitigation,
} from '@product-risk/backstage-plugin-risk-common';
import { formatProbability } from '@product-risk/risk-model';
import {
  ListPage,
  useEntityParams,
  usePagedList,
  useRiskApi,
  useUrlState,
} from '../../../hooks';
import {
  Column,
  DataTable,
  EmptyState,
  EntityName,
  formatDay,
  PartialNotice,
} from '../../primitives';
import { useReloadOnChange } from '../RefreshContext';
import { MitigationState } from './MitigationState';

/** Findings a page of mitigations is gathered from. */
const FINDINGS_A_PAGE = 200;

interface MitigationRow extends Mitigation {
  findings: Finding[];
}

const order: Mitigation['state'][] = ['claimed', 'planned', 'none', 'verified'];

/** Mitigations of a page of findings, each once, those to verify first. */
export function mitigationsOf(
  page: ListPage<Finding>,
): ListPage<MitigationRow> {
  const rows = new Map<string, MitigationRow>();
  for (const finding of page.items) {
    for (const mitigation of finding.mitigations) {
      const row = rows.get(mitigation.id) ?? { ...mitigation, findings: [] };
      row.findings.push(finding);
      rows.set(mitigation.id, row);
    }
  }
  const items = [...rows.values()].sort(
    (a, b) => order.indexOf(a.state) - order.indexOf(b.state),
  );
  return { ...page, items, totalItems: items.length, hidden: 0 };
}

const effect = (share: number, of: string) =>
  share > 0 ? `${formatProbability(share)} less ${of}` : undefined;

const columns: Column<MitigationRow>[] = [
  {
    id: 'state',
    header: 'State',
    width: 190,
    render: ({ state }) => <MitigationState state={state} />,
  },
  { id: 'title', header: 'Mitigation', render: ({ title }) => title },
  {
    id: 'finding',
    header: 'Against',
    render: ({ findings }) => findings.map(({ title }) => title).join('; '),
  },
  {
    id: 'effect',
    header: 'Effect',
    width: 160,
    optional: true,
    render: ({ effectLikelihood, effectImpact }) =>
      [effect(effectLikelihood, 'likely'), effect(effectImpact, 'impact')]
        .filter(Boolean)
        .join(', ') || 'not known',
  },
  {
    id: 'evidence',
    header: 'Evidence',
    width: 220,
    render: ({ state, evidence, verifiedBy, verifiedAt }) =>
      state === 'verified' && evidence ? (
        <>
          {evidence}
          {verifiedBy && (
            <>
              {' · '}
              <EntityName of={verifiedBy} />
            </>
          )}
          {verifiedAt && ` · ${formatDay(verifiedAt)}`}
        </>
      ) : (
        'none attached'
      ),
  },
];

/** What lowers the entity's risks, and how sure that is. */
export function MitigationsTab({ risk }: { risk: EntityRisk }) {
  const api = useRiskApi();
  const params = useEntityParams(risk.entity.ref);
  const [, setUrl] = useUrlState('finding');
  const list = usePagedList(
    async cursor =>
      mitigationsOf(
        await api.listEntityFindings({
          params,
          query: { cursor, limit: FINDINGS_A_PAGE },
        }),
      ),
    [params],
  );
  useReloadOnChange(list.reload);
  return (
    <>
      {(list.next || list.previous) && (
        <PartialNotice title={`Part ${list.pageIndex + 1}`}>
          Mitigations are listed for {FINDINGS_A_PAGE} findings at a time, the
          largest exposure first.
        </PartialNotice>
      )}
      <DataTable
        label="Mitigations"
        list={list}
        columns={columns}
        rowKey={({ id }) => id}
        noun={['mitigation', 'mitigations']}
        pageSize={FINDINGS_A_PAGE}
        onOpen={({ findings }) =>
          setUrl({ finding: findings[0].id }, { push: true })
        }
        empty={
          <EmptyState title="No mitigation is named">
            The threat models of {risk.entity.title} name none. A mitigation in
            the file shows up here after the next import.
          </EmptyState>
        }
      />
    </>
  );
}
