import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  Decision,
  DecisionStatus,
} from '@product-risk/backstage-plugin-risk-common';
import { formatPoints } from '@product-risk/risk-model';
import { useAsyncResource, useEntityParams, useRiskApi } from '../../hooks';
import { Panel, plural, ResourceView, SkeletonLines } from '../primitives';
import { DecisionLink } from './DecisionLink';
import {
  acceptedStatuses,
  decisionWords,
  nextExpiryWords,
  waitingStatuses,
} from './decisionWords';
import { RequestDecisionButton } from './RequestDecisionButton';

/** As many as one answer lists. */
const LIMIT = 200;
const SHOWN = 5;

const useStyles = makeStyles(
  theme => ({
    groups: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 280px), 1fr))',
      gap: theme.spacing(2, 3),
      alignItems: 'start',
    },
    title: { fontSize: '0.9375rem', fontWeight: 600 },
    list: {
      margin: theme.spacing(0.5, 0, 0),
      padding: 0,
      listStyle: 'none',
      display: 'grid',
      gap: theme.spacing(1),
    },
    sentence: { overflowWrap: 'anywhere' },
    below: { color: theme.palette.text.secondary, fontSize: '0.875rem' },
  }),
  { name: 'RiskDecisionsPanel' },
);

interface Group {
  items: Decision[];
  totalItems: number;
}

/** Decisions of a product: what waits, what is accepted, what is treated. */
export function DecisionsPanel(props: {
  product: { ref: string; title: string };
  /** After somebody asked. */
  onChanged: () => void;
}) {
  const { product, onChanged } = props;
  const classes = useStyles();
  const api = useRiskApi();
  const params = useEntityParams(product.ref);
  const decisions = useAsyncResource(async () => {
    const read = async (status: readonly DecisionStatus[]): Promise<Group> =>
      api.listProductDecisions({
        params,
        query: { status: [...status], limit: LIMIT },
      });
    const [waiting, accepted, treated] = await Promise.all([
      read(waitingStatuses),
      read(acceptedStatuses),
      read(['treatment-chosen']),
    ]);
    return { waiting, accepted, treated };
  }, [api, params]);
  return (
    <Panel
      title="Decisions"
      action={
        <RequestDecisionButton
          product={product}
          onAsked={() => {
            decisions.reload();
            onChanged();
          }}
        />
      }
    >
      <ResourceView
        of={decisions}
        skeleton={<SkeletonLines label="Loading the decisions" />}
      >
        {({ waiting, accepted, treated }) => (
          <div className={classes.groups}>
            <DecisionGroup
              title={`Waiting for a decision (${waiting.totalItems})`}
              decisions={waiting.items}
              empty="Nothing waits."
            />
            <DecisionGroup
              title={`Accepted (${[
                accepted.totalItems,
                nextExpiryWords(accepted.items),
              ]
                .filter(part => part !== undefined)
                .join(', ')})`}
              decisions={accepted.items}
              empty="Nothing is accepted."
            />
            <DecisionGroup
              {...underWay(treated)}
              empty="No options were chosen instead of accepting."
            />
          </div>
        )}
      </ResourceView>
    </Panel>
  );
}

/** What was chosen is under way until its risks are closed. */
function underWay({ items, totalItems }: Group) {
  const open = items.filter(({ risks }) =>
    risks.some(({ state }) => state === 'open'),
  );
  const unread = totalItems - items.length;
  return {
    title: `Treatment under way (${open.length}${
      unread > 0 ? ' or more' : ''
    })`,
    decisions: open,
  };
}

function DecisionGroup(props: {
  title: string;
  decisions: readonly Decision[];
  empty: string;
}) {
  const { title, decisions, empty } = props;
  const classes = useStyles();
  return (
    <section aria-label={title}>
      <Typography component="h3" className={classes.title}>
        {title}
      </Typography>
      {decisions.length === 0 && (
        <Typography variant="body2" color="textSecondary">
          {empty}
        </Typography>
      )}
      <ul className={classes.list}>
        {decisions.slice(0, SHOWN).map(decision => (
          <li key={decision.id}>
            <div className={classes.sentence}>
              <DecisionLink decision={decision}>
                {decision.sentence}
              </DecisionLink>
            </div>
            <div className={classes.below}>
              {formatPoints(decision.exposure)} points ·{' '}
              {decisionWords(decision)}
            </div>
          </li>
        ))}
      </ul>
      {decisions.length > SHOWN && (
        <Typography variant="body2">
          and {plural(decisions.length - SHOWN, 'more', 'more')}
        </Typography>
      )}
    </section>
  );
}
