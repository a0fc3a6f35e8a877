import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { AnsweredRaise } from '@product-risk/backstage-plugin-risk-common';
import { formatPoints } from '@product-risk/risk-model';
import { useAsyncResource, useRiskApi } from '../../hooks';
import { RaiseItem } from '../budget';
import {
  CatalogLink,
  ErrorState,
  formatDay,
  PartialNotice,
  Panel,
} from '../primitives';

const useStyles = makeStyles(
  theme => ({
    list: {
      margin: 0,
      padding: 0,
      listStyle: 'none',
      display: 'grid',
      gap: theme.spacing(2),
      overflowWrap: 'anywhere',
    },
    below: { color: theme.palette.text.secondary, fontSize: '0.875rem' },
  }),
  { name: 'RiskMyRaises' },
);

const outcomeWords: Record<AnsweredRaise['outcome'], string> = {
  signed: 'signed',
  rejected: 'turned down',
  withdrawn: 'taken back or replaced',
};

/** Raises of targets that I asked for; nothing where there are none. */
export function MyRaises() {
  const api = useRiskApi();
  const classes = useStyles();
  const raises = useAsyncResource(() => api.listMyTargetRaises(), [api]);
  if (raises.error) {
    return <ErrorState error={raises.error} onRetry={raises.reload} />;
  }
  const { askedByMe = [], answered = [], truncated } = raises.value ?? {};
  if (askedByMe.length + answered.length === 0) return null;
  return (
    <Panel title="Raises of targets that I asked for">
      <ul className={classes.list}>
        {askedByMe.map(raise => (
          <li key={raise.id}>
            <RaiseItem
              productRef={raise.product.ref}
              raise={raise}
              before={raise.before}
              product={<CatalogLink to={raise.product} risk />}
              onChanged={raises.reload}
            />
          </li>
        ))}
        {answered.map(raise => (
          <li key={raise.id}>
            <Answered raise={raise} />
          </li>
        ))}
      </ul>
      {truncated && <PartialNotice title="Only the newest are shown" />}
    </Panel>
  );
}

function Answered({ raise }: { raise: AnsweredRaise }) {
  const { product, after, outcome, answeredAt, answeredBy, reason } = raise;
  const classes = useStyles();
  return (
    <>
      <Typography variant="body2" component="div">
        <CatalogLink to={product} risk />: {formatPoints(after)} points,{' '}
        {outcomeWords[outcome]} on {formatDay(answeredAt)}
        {answeredBy && ` by ${answeredBy.title}`}
      </Typography>
      <div className={classes.below}>“{reason}”</div>
    </>
  );
}
