import { useId } from 'react';
import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  ExploredOption,
  ProductRisk,
} from '@product-risk/backstage-plugin-risk-common';

/** An effect as a person types it, in whole percent. */
export interface EffectText {
  riskId: string;
  likelihood: string;
  impact: string;
}

const percentText = (part: number) => String(Math.round(part * 100));

export const effectTextOf = (
  effect: ExploredOption['effects'][number],
): EffectText => ({
  riskId: effect.riskId,
  likelihood: percentText(effect.effectLikelihood),
  impact: percentText(effect.effectImpact),
});

const useStyles = makeStyles(
  theme => ({
    row: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr) 120px 120px',
      gap: theme.spacing(1),
      alignItems: 'center',
    },
  }),
  { name: 'RiskEffectFields' },
);

/** Which risks an option treats, and how much of each it removes. */
export function EffectFields(props: {
  risks: readonly ProductRisk[];
  effects: readonly EffectText[];
  onChange: (effects: EffectText[]) => void;
}) {
  const { risks, effects, onChange } = props;
  const classes = useStyles();
  const id = useId();
  const effectOn = (riskId: string) =>
    effects.find(effect => effect.riskId === riskId);
  const change = (next: EffectText) =>
    onChange(
      effects.map(effect => (effect.riskId === next.riskId ? next : effect)),
    );
  return (
    <div role="group" aria-labelledby={`${id}-label`}>
      <Typography id={`${id}-label`} variant="body2">
        What does it remove, in percent?
      </Typography>
      {risks.map(risk => {
        const effect = effectOn(risk.id);
        return (
          <div key={risk.id} className={classes.row}>
            <FormControlLabel
              control={
                <Checkbox
                  size="small"
                  color="primary"
                  checked={effect !== undefined}
                  onChange={event =>
                    onChange(
                      event.target.checked
                        ? [
                            ...effects,
                            { riskId: risk.id, likelihood: '0', impact: '0' },
                          ]
                        : effects.filter(one => one.riskId !== risk.id),
                    )
                  }
                />
              }
              label={risk.title}
            />
            {effect && (
              <>
                <TextField
                  id={`${id}-${risk.id}-likelihood`}
                  label="Likelihood"
                  size="small"
                  variant="outlined"
                  value={effect.likelihood}
                  onChange={event =>
                    change({ ...effect, likelihood: event.target.value })
                  }
                />
                <TextField
                  id={`${id}-${risk.id}-impact`}
                  label="Impact"
                  size="small"
                  variant="outlined"
                  value={effect.impact}
                  onChange={event =>
                    change({ ...effect, impact: event.target.value })
                  }
                />
              </>
            )}
          </div>
        );
      })}
    </div>
  );
}
