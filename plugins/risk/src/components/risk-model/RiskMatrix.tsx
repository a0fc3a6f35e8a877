import { makeStyles } from '@material-ui/core/styles';
import { RiskModelPage } from '@product-risk/backstage-plugin-risk-common';
import { formatPoints } from '@product-risk/risk-model';
import { LevelMark, Panel, useRiskPalette } from '../primitives';
import { impactWords, probabilityWords } from './scaleWords';

const useStyles = makeStyles(
  theme => ({
    scroll: { overflowX: 'auto' },
    table: {
      borderCollapse: 'separate',
      borderSpacing: 2,
      fontSize: '0.8125rem',
      '& th': { fontWeight: 600, padding: theme.spacing(0.5, 1) },
      '& td': {
        padding: theme.spacing(0.75, 1),
        borderRadius: 3,
        minWidth: 72,
        lineHeight: 1.4,
      },
    },
    row: { textAlign: 'left', whiteSpace: 'nowrap' },
    corner: { color: theme.palette.text.secondary, textAlign: 'left' },
    points: { display: 'block', fontVariantNumeric: 'tabular-nums' },
  }),
  { name: 'RiskMatrix' },
);

/** Likelihood against impact: which level comes out, likeliest on top. */
export function RiskMatrix({ model }: { model: RiskModelPage }) {
  const classes = useStyles();
  const { levelTint } = useRiskPalette();
  const { likelihood, impact, matrix } = model.scale;
  const rows = likelihood
    .map((step, index) => ({ step, cells: matrix[index] }))
    .reverse();
  return (
    <Panel title="Likelihood and impact make a level">
      <div className={classes.scroll}>
        <table className={classes.table} aria-label="Risk matrix">
          <thead>
            <tr>
              <th className={classes.corner}>
                <span aria-hidden="true">likelihood ↓ impact →</span>
              </th>
              {impact.map(({ ordinal, label, impactCenti }) => (
                <th key={ordinal} scope="col" title={impactWords(impactCenti)}>
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ step, cells }) => (
              <tr key={step.ordinal}>
                <th
                  scope="row"
                  className={classes.row}
                  title={probabilityWords(step.probabilityMicro)}
                >
                  {step.label}
                </th>
                {cells.map(({ level, exposure }, index) => (
                  <td key={index} style={{ background: levelTint[level] }}>
                    <LevelMark level={level} />
                    <span className={classes.points}>
                      {formatPoints(exposure)} pts
                    </span>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
