import { makeStyles } from '@material-ui/core/styles';
import { CompositionPart } from '@product-risk/backstage-plugin-risk-common';
import { formatPoints } from '@product-risk/risk-model';
import { levelWord, useRiskPalette } from '../primitives';

const useStyles = makeStyles(
  {
    root: {
      display: 'flex',
      gap: 2,
      height: 18,
      margin: '6px 0',
      borderRadius: 3,
      overflow: 'hidden',
    },
    part: { minWidth: 2, flexBasis: 0 },
  },
  { name: 'RiskCompositionBar' },
);

/** Parts of a whole side by side; the table below it says the same in words. */
export function CompositionBar(props: {
  parts: readonly CompositionPart[];
  total: number;
}) {
  const classes = useStyles();
  const { level, bar, rule } = useRiskPalette();
  const colorOf = (part: CompositionPart) => {
    if (part.level) return level[part.level];
    return part.ref ? bar : rule;
  };
  return (
    <div className={classes.root} aria-hidden="true">
      {props.parts.map((part, index) => (
        <div
          key={part.riskId ?? part.ref ?? index}
          className={classes.part}
          style={{
            flexGrow: part.value / props.total,
            background: colorOf(part),
          }}
          title={[
            part.label,
            part.level && levelWord(part.level),
            `${formatPoints(part.value)} points`,
          ]
            .filter(Boolean)
            .join(' · ')}
        />
      ))}
    </div>
  );
}
