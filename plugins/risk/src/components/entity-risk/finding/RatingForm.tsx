import { useId, useState } from 'react';
import Button from '@material-ui/core/Button';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  FindingRisk,
  RiskModelPage,
} from '@product-risk/backstage-plugin-risk-common';
import { formatPoints, formatProbability } from '@product-risk/risk-model';
import { useAction, useRiskApi } from '../../../hooks';
import {
  ErrorState,
  LevelMark,
  ResourceView,
  SelectField,
} from '../../primitives';
import { useRiskModel } from '../../risk-root';
import { useChanged } from '../RefreshContext';

const useStyles = makeStyles(
  theme => ({
    root: { display: 'grid', gap: theme.spacing(1.5), marginTop: 12 },
    steps: {
      display: 'grid',
      gridTemplateColumns: '1fr 1fr',
      gap: theme.spacing(1.5),
    },
    actions: { display: 'flex', gap: theme.spacing(1) },
  }),
  { name: 'RiskRatingForm' },
);

interface Steps {
  likelihood: number;
  impact: number;
}

/** The step whose value an estimate has; 3 where it lies between steps. */
function stepsOf(risk: FindingRisk, scale: RiskModelPage['scale']): Steps {
  return {
    likelihood:
      scale.likelihood.find(
        step => step.probabilityMicro === risk.inherent?.probabilityMicro,
      )?.ordinal ?? 3,
    impact:
      scale.impact.find(step => step.impactCenti === risk.inherent?.impactCenti)
        ?.ordinal ?? 3,
  };
}

/** Likelihood and impact on the organisation's scale, with the level live. */
export function RatingForm(props: { risk: FindingRisk; onDone: () => void }) {
  return (
    <ResourceView of={useRiskModel()}>
      {({ scale }) => <ScaledForm {...props} scale={scale} />}
    </ResourceView>
  );
}

function ScaledForm(props: {
  risk: FindingRisk;
  scale: RiskModelPage['scale'];
  onDone: () => void;
}) {
  const { risk, scale, onDone } = props;
  const classes = useStyles();
  const id = useId();
  const api = useRiskApi();
  const changed = useChanged();
  const [steps, setSteps] = useState(() => stepsOf(risk, scale));
  const [comment, setComment] = useState('');
  const rate = useAction(async () => {
    await api.rateRisk({
      params: { id: risk.id },
      body: { ...steps, comment },
    });
    changed();
    onDone();
  });
  const outcome = scale.matrix[steps.likelihood - 1][steps.impact - 1];

  return (
    <form
      className={classes.root}
      onSubmit={event => {
        event.preventDefault();
        rate.run();
      }}
    >
      <Typography variant="body2">
        As it would be without mitigations; these are taken off afterwards.
      </Typography>
      <div className={classes.steps}>
        <SelectField
          label="How likely within a year?"
          options={scale.likelihood.map(
            ({ ordinal, label, probabilityMicro }) => ({
              value: ordinal,
              words: `${ordinal} ${label} (${formatProbability(
                probabilityMicro / 1e6,
              )})`,
            }),
          )}
          value={steps.likelihood}
          onChange={likelihood => setSteps({ ...steps, likelihood })}
        />
        <SelectField
          label="How bad would it be?"
          options={scale.impact.map(({ ordinal, label, impactCenti }) => ({
            value: ordinal,
            words: `${ordinal} ${label} (${impactCenti / 100} pts)`,
          }))}
          value={steps.impact}
          onChange={impact => setSteps({ ...steps, impact })}
        />
      </div>
      <div role="status">
        <LevelMark level={outcome.level} /> {formatPoints(outcome.exposure)}{' '}
        points a year
      </div>
      <TextField
        id={`${id}-comment`}
        label="Why? (optional)"
        size="small"
        variant="outlined"
        multiline
        value={comment}
        onChange={event => setComment(event.target.value)}
      />
      {rate.error && <ErrorState error={rate.error} />}
      <div className={classes.actions}>
        <Button
          type="submit"
          size="small"
          variant="contained"
          color="primary"
          disabled={rate.running}
        >
          Save rating
        </Button>
        <Button size="small" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
