import { useState } from 'react';
import Checkbox from '@material-ui/core/Checkbox';
import Typography from '@material-ui/core/Typography';
import {
  CategoryRisk,
  riskFindingTriagePermission,
} from '@product-risk/backstage-plugin-risk-common';
import { usePermission } from '@backstage/plugin-permission-react';
import { usePagedList, useRiskApi } from '../../hooks';
import {
  CatalogLink,
  Column,
  DataTable,
  ExposureNumber,
  GuardedButton,
  LevelMark,
  plural,
} from '../primitives';
import { LinkRootCauseDialog } from '../root-causes';

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

/**
 * Open risks of a category, largest first. Those of different products can be
 * linked: one root cause is behind them.
 */
export function CategoryRisks(props: {
  category: string;
  /** Of one product only. */
  product?: string;
  onLinked: () => void;
}) {
  const { category, product, onLinked } = props;
  const api = useRiskApi();
  const triages = usePermission({ permission: riskFindingTriagePermission });
  const [chosen, setChosen] = useState<readonly CategoryRisk[]>([]);
  const [linking, setLinking] = useState(false);
  const risks = usePagedList(
    cursor =>
      api.listCategoryRisks({
        query: { category, product, cursor, limit: PAGE_SIZE },
      }),
    [category, product],
  );
  const choice: Column<CategoryRisk> = {
    id: 'choice',
    header: 'Link',
    width: 64,
    render: risk => (
      <Checkbox
        size="small"
        color="primary"
        style={{ padding: 0 }}
        checked={chosen.some(({ id }) => id === risk.id)}
        onChange={(_, on) =>
          setChosen([
            ...chosen.filter(({ id }) => id !== risk.id),
            ...(on ? [risk] : []),
          ])
        }
        inputProps={{ 'aria-label': `Choose ${risk.title}` }}
      />
    ),
  };
  return (
    <>
      <DataTable
        label="Open risks of the category"
        list={risks}
        columns={triages.allowed ? [choice, ...columns] : columns}
        rowKey={({ id }) => id}
        noun={['risk', 'risks']}
        pageSize={PAGE_SIZE}
        empty={
          <Typography variant="body2">
            No open risk has this category, confirmed or suggested.
          </Typography>
        }
      />
      {chosen.length > 0 && (
        <GuardedButton
          permission={riskFindingTriagePermission}
          refusal="Root causes are linked by the people who triage findings."
          variant="outlined"
          disabled={chosen.length < 2}
          onClick={() => setLinking(true)}
        >
          Link {plural(chosen.length, 'risk')} to one root cause
        </GuardedButton>
      )}
      {linking && (
        <LinkRootCauseDialog
          risks={chosen}
          onClose={() => setLinking(false)}
          onDone={() => {
            setLinking(false);
            setChosen([]);
            risks.reload();
            onLinked();
          }}
        />
      )}
    </>
  );
}
