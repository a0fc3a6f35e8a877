import { useState } from 'react';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import {
  riskRaisePermission,
  Sessions,
} from '@product-risk/backstage-plugin-risk-common';
import {
  useAsyncResource,
  useEntityParams,
  useRiskApi,
  useUrlState,
} from '../../hooks';
import {
  AttentionBanner,
  GuardedButton,
  Panel,
  plural,
  ResourceView,
  SkeletonLines,
} from '../primitives';
import { RaiseRiskDialog } from './RaiseRiskDialog';
import { RequestSessionDialog } from './RequestSessionDialog';
import { dueWords, stateWords } from './sessionWords';

const REFUSAL = 'Your role in this portal does not raise risks.';
const SHOWN = 5;

const useStyles = makeStyles(
  theme => ({
    root: { display: 'grid', gap: theme.spacing(1) },
    list: { margin: 0, paddingLeft: theme.spacing(2.5), lineHeight: 1.5 },
    actions: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
  }),
  { name: 'RiskSessionsPanel' },
);

/** Part of the scorecard: the sessions of a product, and the way to options. */
export function SessionsPanel(props: {
  productRef: string;
  /** After a risk was raised. */
  onChanged: () => void;
}) {
  const { productRef, onChanged } = props;
  const classes = useStyles();
  const api = useRiskApi();
  const params = useEntityParams(productRef);
  const [, setUrl] = useUrlState('session', 'view');
  const [dialog, setDialog] = useState<'request' | 'raise'>();
  const sessions = useAsyncResource(
    () => api.listSessions({ params }),
    [api, params],
  );
  return (
    <Panel
      title="Sessions and options"
      action={
        <Button
          size="small"
          onClick={() => setUrl({ view: 'treatment' }, { push: true })}
        >
          Compare options
        </Button>
      }
    >
      <div className={classes.root}>
        <ResourceView
          of={sessions}
          skeleton={<SkeletonLines label="Loading the sessions" />}
        >
          {value => <SessionList sessions={value} />}
        </ResourceView>
        <div className={classes.actions}>
          <GuardedButton
            permission={riskRaisePermission}
            refusal={REFUSAL}
            onClick={() => setDialog('request')}
          >
            Ask for a session
          </GuardedButton>
          <GuardedButton
            permission={riskRaisePermission}
            refusal={REFUSAL}
            onClick={() => setDialog('raise')}
          >
            Raise a risk
          </GuardedButton>
        </div>
      </div>
      {dialog === 'request' && (
        <RequestSessionDialog
          productRef={productRef}
          onClose={() => setDialog(undefined)}
          onDone={session => {
            setDialog(undefined);
            setUrl({ session: session.id }, { push: true });
          }}
        />
      )}
      {dialog === 'raise' && (
        <RaiseRiskDialog
          productRef={productRef}
          onClose={() => setDialog(undefined)}
          onDone={() => {
            setDialog(undefined);
            onChanged();
          }}
        />
      )}
    </Panel>
  );
}

function SessionList({ sessions }: { sessions: Sessions }) {
  const classes = useStyles();
  const { due, items } = sessions;
  const words = dueWords(due);
  const reasons = due.reasons.join(' ');
  return (
    <>
      {due.state === 'overdue' || due.state === 'due' ? (
        <AttentionBanner title={words}>{reasons}</AttentionBanner>
      ) : (
        <Typography variant="body2">
          {words} {reasons}
        </Typography>
      )}
      {items.length > 0 && (
        <ul className={classes.list}>
          {items.slice(0, SHOWN).map(session => (
            <li key={session.id}>
              <Link to={`?session=${session.id}`} underline="always">
                {session.title}
              </Link>
              , {stateWords(session)}: {plural(session.risks, 'risk')},{' '}
              {plural(session.options, 'option')}
            </li>
          ))}
        </ul>
      )}
      {items.length > SHOWN && (
        <Typography variant="body2">
          and {items.length - SHOWN} earlier ones
        </Typography>
      )}
    </>
  );
}
