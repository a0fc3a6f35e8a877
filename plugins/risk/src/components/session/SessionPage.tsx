import { useState } from 'react';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  riskTreatmentProposePermission,
  Session,
} from '@product-risk/backstage-plugin-risk-common';
import { useAsyncResource, useRiskApi, useUrlState } from '../../hooks';
import { ResourceView, SkeletonLines } from '../primitives';
import { TreatmentView } from '../treatment';
import { SessionCategories } from './SessionCategories';
import { SessionForm } from './SessionForm';
import { SessionNotes } from './SessionNotes';
import { SessionRisks } from './SessionRisks';
import { SessionScope } from './SessionScope';
import { standingWords } from './sessionWords';

const useStyles = makeStyles(
  theme => ({
    root: { display: 'grid', gap: theme.spacing(2), minWidth: 0 },
    columns: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr)',
      gap: theme.spacing(2),
      alignItems: 'start',
      [theme.breakpoints.up('lg')]: {
        gridTemplateColumns: 'minmax(0, 1.2fr) minmax(0, 2fr) minmax(0, 1.2fr)',
      },
    },
    column: { display: 'grid', gap: theme.spacing(2), minWidth: 0 },
    title: { fontSize: '1.25rem', fontWeight: 600 },
  }),
  { name: 'RiskSessionPage' },
);

/** What the form of a session shows. */
const writtenIn = ({ state, day, cadenceDays, notes, outcome }: Session) =>
  JSON.stringify([state, day, cadenceDays, notes, outcome]);

/** One session: its scope, the risks with their options, notes and outcome. */
export function SessionPage({ id }: { id: string }) {
  const classes = useStyles();
  const api = useRiskApi();
  const [, setUrl] = useUrlState('session', 'view', 'options');
  const runs = usePermission({ permission: riskTreatmentProposePermission });
  const session = useAsyncResource(
    () => api.getSession({ params: { id } }),
    [api, id],
  );
  // The comparison is drawn again after ratings were confirmed.
  const [confirmations, setConfirmations] = useState(0);
  return (
    <div className={classes.root}>
      <div>
        <Button
          size="small"
          onClick={() => setUrl({ session: '', view: '', options: '' })}
        >
          Back to the scorecard
        </Button>
      </div>
      <ResourceView
        of={session}
        skeleton={<SkeletonLines lines={8} label="Loading the session" />}
      >
        {value => (
          <>
            <div>
              <Typography component="h2" className={classes.title}>
                {value.title}
              </Typography>
              <Typography variant="body2" color="textSecondary">
                {standingWords(value)}
              </Typography>
            </div>
            <div className={classes.columns}>
              <div className={classes.column}>
                <SessionScope session={value} onSaved={session.reload} />
                <SessionRisks
                  session={value}
                  onConfirmed={() => {
                    setConfirmations(count => count + 1);
                    session.reload();
                  }}
                />
              </div>
              <TreatmentView
                key={confirmations}
                productRef={value.product.ref}
                sessionId={value.id}
              />
              {runs.loading && <SkeletonLines label="Loading the notes" />}
              {runs.allowed && (
                <SessionForm
                  // Drawn anew when what it shows was changed, by whom ever;
                  // words that are not saved outlive a change of the scope.
                  key={writtenIn(value)}
                  session={value}
                  onSaved={session.reload}
                />
              )}
              {!runs.allowed && !runs.loading && (
                <SessionNotes session={value} />
              )}
            </div>
            <SessionCategories sessionId={value.id} />
          </>
        )}
      </ResourceView>
    </div>
  );
}
