import { useId, useState } from 'react';
import Button from '@material-ui/core/Button';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import { Session } from '@product-risk/backstage-plugin-risk-common';
import { useAction, useRiskApi } from '../../hooks';
import { ErrorState, optionsOf, Panel, SelectField } from '../primitives';
import { sessionStateWords } from './sessionWords';

const useStyles = makeStyles(
  theme => ({
    root: { display: 'grid', gap: theme.spacing(1.5) },
    row: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(160px, 1fr))',
      gap: theme.spacing(1.5),
    },
  }),
  { name: 'RiskSessionForm' },
);

/** What whoever runs a session writes down; nobody's words are overwritten. */
export function SessionForm(props: { session: Session; onSaved: () => void }) {
  const { session, onSaved } = props;
  const classes = useStyles();
  const id = useId();
  const api = useRiskApi();
  const [state, setState] = useState(session.state);
  const [day, setDay] = useState(session.day ?? '');
  const [cadence, setCadence] = useState(
    session.cadenceDays === undefined ? '' : String(session.cadenceDays),
  );
  const [notes, setNotes] = useState(session.notes);
  const [outcome, setOutcome] = useState(session.outcome);
  const save = useAction(async () => {
    await api.updateSession({
      params: { id: session.id },
      body: {
        revision: session.revision,
        title: session.title,
        state,
        day: day || undefined,
        cadenceDays: cadence.trim() ? Number(cadence) : undefined,
        notes,
        outcome,
        scope: session.scope.map(({ ref }) => ref),
        participants: session.participants.map(({ ref }) => ref),
        risksIn: session.risksIn.map(risk => risk.id),
        risksOut: session.risksOut.map(risk => risk.id),
      },
    });
    onSaved();
  });
  const needsDay = (state === 'planned' || state === 'held') && !day;
  const wrongCadence = !/^\d{0,4}$/.test(cadence.trim());
  const partial =
    session.hiddenScope + session.hiddenRisks + session.hiddenParticipants > 0;
  return (
    <Panel title="Notes and outcome">
      <form
        className={classes.root}
        onSubmit={event => {
          event.preventDefault();
          save.run();
        }}
      >
        <div className={classes.row}>
          <SelectField
            label="State"
            options={optionsOf(sessionStateWords)}
            value={state}
            onChange={setState}
          />
          <TextField
            id={`${id}-day`}
            type="date"
            label="Day"
            size="small"
            variant="outlined"
            InputLabelProps={{ shrink: true }}
            error={needsDay}
            helperText={needsDay ? 'Needed for this state' : undefined}
            value={day}
            onChange={event => setDay(event.target.value)}
          />
          <TextField
            id={`${id}-cadence`}
            label="Again after days"
            size="small"
            variant="outlined"
            error={wrongCadence}
            value={cadence}
            onChange={event => setCadence(event.target.value)}
          />
        </div>
        <TextField
          id={`${id}-notes`}
          label="Notes"
          variant="outlined"
          multiline
          minRows={6}
          value={notes}
          onChange={event => setNotes(event.target.value)}
        />
        <TextField
          id={`${id}-outcome`}
          label="Outcome"
          variant="outlined"
          multiline
          minRows={2}
          value={outcome}
          onChange={event => setOutcome(event.target.value)}
        />
        {save.error && <ErrorState error={save.error} />}
        <div>
          <Button
            type="submit"
            size="small"
            variant="contained"
            color="primary"
            disabled={save.running || needsDay || wrongCadence}
          >
            Save
          </Button>
          {partial &&
            ' Parts of this session are hidden from you; they stay in it.'}
        </div>
      </form>
    </Panel>
  );
}
