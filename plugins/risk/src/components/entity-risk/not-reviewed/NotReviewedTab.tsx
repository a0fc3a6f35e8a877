import { useEffect, useMemo, useState } from 'react';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { EntityRisk } from '@product-risk/backstage-plugin-risk-common';
import {
  useEntityParams,
  usePagedList,
  useRiskApi,
  useUrlState,
} from '../../../hooks';
import { DataTable, EmptyState } from '../../primitives';
import { useChanged, useReloadOnChange } from '../RefreshContext';
import { PromoteBar } from './PromoteBar';
import { reviewColumns } from './reviewColumns';
import { ReviewFilterBar } from './ReviewFilterBar';
import { NotReviewedCounts } from './Severity';
import { useReviewFilters } from './useReviewFilters';

const PAGE_SIZE = 25;

const useStyles = makeStyles(
  theme => ({
    root: { display: 'grid', gap: theme.spacing(1.5), minWidth: 0 },
  }),
  { name: 'RiskNotReviewed' },
);

/**
 * What scanners and other machines found: looked through by what belongs
 * together, and made into risks where a person says so.
 */
export function NotReviewedTab({ risk }: { risk: EntityRisk }) {
  const classes = useStyles();
  const api = useRiskApi();
  const entityRef = risk.entity.ref;
  const params = useEntityParams(entityRef);
  const filters = useReviewFilters();
  const changed = useChanged();
  const [url, setUrl] = useUrlState('finding');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());

  const { state, severity, search } = filters;
  const question = JSON.stringify([params, state, severity, search]);
  const groups = usePagedList(
    cursor =>
      api.listNotReviewed({
        params,
        query: { state, severity, search, cursor, limit: PAGE_SIZE },
      }),
    [question],
  );
  useReloadOnChange(groups.reload);
  useEffect(() => setChosen(new Set()), [question]);

  const columns = useMemo(
    () =>
      reviewColumns(chosen, group =>
        setChosen(before => {
          const next = new Set(before);
          if (!next.delete(group)) next.add(group);
          return next;
        }),
      ),
    [chosen],
  );

  return (
    <div className={classes.root}>
      {groups.value && <NotReviewedCounts counts={groups.value.notReviewed} />}
      <Typography variant="body2" color="textSecondary">
        Machines found this and nobody looked at it. It counts here, and becomes
        risk when somebody says so.
      </Typography>
      <ReviewFilterBar filters={filters} />
      <PromoteBar
        entityRef={entityRef}
        chosen={chosen}
        onChoosePage={() =>
          setChosen(
            before =>
              new Set([
                ...before,
                ...(groups.value?.items ?? []).map(({ group }) => group),
              ]),
          )
        }
        onChooseNone={() => setChosen(new Set())}
        onDone={() => {
          setChosen(new Set());
          changed();
        }}
      />
      <DataTable
        label="Not reviewed"
        list={groups}
        columns={columns}
        rowKey={({ group }) => group}
        noun={['group', 'groups']}
        pageSize={PAGE_SIZE}
        onOpen={({ example }) =>
          setUrl({ finding: example.id }, { push: true })
        }
        selected={
          groups.value?.items.find(({ example }) => example.id === url.finding)
            ?.group
        }
        empty={<NothingToReview filtered={filters.active} />}
      />
    </div>
  );
}

function NothingToReview({ filtered }: { filtered: boolean }) {
  return filtered ? (
    <EmptyState title="Nothing matches these filters">
      Clear the filters, or choose other states.
    </EmptyState>
  ) : (
    <EmptyState title="Nothing waits for a review">
      No scanner reports on it, or everything it reports was decided. Import a
      SARIF, CycloneDX VEX or OpenVEX file above, or push one from a pipeline.
    </EmptyState>
  );
}
