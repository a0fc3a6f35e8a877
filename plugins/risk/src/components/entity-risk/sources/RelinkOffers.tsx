import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  RelinkOffer,
  riskFindingTriagePermission,
} from '@product-risk/backstage-plugin-risk-common';
import {
  useAction,
  useAsyncResource,
  useEntityParams,
  useRiskApi,
} from '../../../hooks';
import {
  EntityName,
  ErrorState,
  formatDay,
  GuardedButton,
  Panel,
} from '../../primitives';
import { useChanged, useReloadOnChange } from '../RefreshContext';

const REFUSAL = 'Moving judgements is for who may triage findings.';

const useStyles = makeStyles(
  theme => ({
    list: { listStyle: 'none', margin: 0, padding: 0 },
    item: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'flex-start',
      gap: theme.spacing(1, 2),
      padding: theme.spacing(1.5, 0),
      fontSize: '0.875rem',
      '& + &': { borderTop: `1px solid ${theme.palette.divider}` },
    },
    words: { flex: '1 1 360px', minWidth: 0, overflowWrap: 'anywhere' },
    judgements: {
      margin: theme.spacing(0.5, 0),
      paddingLeft: theme.spacing(2.5),
    },
    actions: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
  }),
  { name: 'RiskRelinkOffers' },
);

/**
 * What people decided about findings that are gone, offered to the new findings
 * that look like them. Shows nothing when there is nothing to offer.
 */
export function RelinkOffers({ entityRef }: { entityRef: string }) {
  const classes = useStyles();
  const api = useRiskApi();
  const params = useEntityParams(entityRef);
  const offers = useAsyncResource(
    () => api.listRelinkOffers({ params }),
    [api, params],
  );
  useReloadOnChange(offers.reload);
  if (offers.error) {
    return <ErrorState error={offers.error} onRetry={offers.reload} />;
  }
  if (!offers.value?.items.length) return null;
  return (
    <Panel title="Decisions without a finding">
      <Typography variant="body2" color="textSecondary">
        A file does not report these findings any more, and something new looks
        like them. Keep what was decided where it is the same.
      </Typography>
      <ul className={classes.list}>
        {offers.value.items.map(offer => (
          <Offer
            key={`${offer.from.id} ${offer.to.id}`}
            entityRef={entityRef}
            offer={offer}
          />
        ))}
      </ul>
    </Panel>
  );
}

function Offer(props: { entityRef: string; offer: RelinkOffer }) {
  const { entityRef, offer } = props;
  const { from, to, judgements, similarity } = offer;
  const classes = useStyles();
  const api = useRiskApi();
  const params = useEntityParams(entityRef);
  const changed = useChanged();
  const choose = useAction(async (choice: 'accept' | 'dismiss') => {
    const input = { params, body: { from: from.id, to: to.id } };
    await (choice === 'accept'
      ? api.acceptRelink(input)
      : api.dismissRelink(input));
    changed();
  });
  return (
    <li className={classes.item}>
      <div className={classes.words}>
        <strong>{to.title}</strong>
        {to.element && ` (${to.element})`} looks like{' '}
        <strong>{from.title}</strong>
        {from.element && ` (${from.element})`}, gone since{' '}
        {formatDay(from.absentSince)}. They are {Math.round(similarity * 100)} %
        alike.
        <ul className={classes.judgements}>
          {judgements.map(({ kind, text, by }) => (
            <li key={`${kind} ${text}`}>
              {text} (<EntityName of={by} />)
            </li>
          ))}
        </ul>
        {choose.error && <ErrorState error={choose.error} />}
      </div>
      <div className={classes.actions}>
        <GuardedButton
          permission={riskFindingTriagePermission}
          refusal={REFUSAL}
          variant="outlined"
          color="primary"
          disabled={choose.running}
          aria-label={`Keep what was decided: ${from.title} is ${to.title}`}
          onClick={() => choose.run('accept')}
        >
          It is the same
        </GuardedButton>
        <GuardedButton
          permission={riskFindingTriagePermission}
          refusal={REFUSAL}
          disabled={choose.running}
          aria-label={`${from.title} is not ${to.title}`}
          onClick={() => choose.run('dismiss')}
        >
          It is not
        </GuardedButton>
      </div>
    </li>
  );
}
