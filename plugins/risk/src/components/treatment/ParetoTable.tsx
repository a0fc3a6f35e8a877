import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { TreatmentComparison } from '@product-risk/backstage-plugin-risk-common';
import { UNITS_PER_POINT } from '@product-risk/risk-model';
import { costWords, formatProjected } from './treatmentWords';

const useStyles = makeStyles(
  theme => ({
    summary: { cursor: 'pointer', fontSize: '0.875rem' },
    table: {
      width: '100%',
      fontSize: '0.875rem',
      borderCollapse: 'collapse',
      '& th, & td': {
        textAlign: 'left',
        padding: theme.spacing(0.25, 1, 0.25, 0),
      },
    },
  }),
  { name: 'RiskParetoTable' },
);

/** The sets worth thinking about, each with what no other gives for less. */
export function ParetoTable(props: {
  comparison: TreatmentComparison;
  onChoose: (chosen: string[]) => void;
}) {
  const { comparison, onChoose } = props;
  const { paretoFront, options, costUnit, target } = comparison;
  const classes = useStyles();
  const titleOf = (id: string) =>
    options.find(option => option.id === id)?.title ?? id;
  return (
    <details>
      <summary className={classes.summary}>
        The sets as a table ({paretoFront.length})
      </summary>
      <table className={classes.table} aria-label="Sets worth considering">
        <thead>
          <tr>
            <th>Options</th>
            <th>Cost</th>
            <th>Leaves</th>
            <th>Target</th>
            <th>Try it</th>
          </tr>
        </thead>
        <tbody>
          {paretoFront.map(set => {
            const names = set.options.map(titleOf).join(', ') || 'none';
            return (
              <tr key={set.options.join(',')}>
                <td>{names}</td>
                <td>{costWords(set.cost, costUnit)}</td>
                <td>{formatProjected(set.projectedPoints)}</td>
                <td>{targetWords(set.projectedPoints, target)}</td>
                <td>
                  <Button
                    size="small"
                    aria-label={`Try ${names}`}
                    onClick={() => onChoose(set.options)}
                  >
                    Try
                  </Button>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </details>
  );
}

function targetWords(points: number, target: number | undefined): string {
  if (target === undefined) return 'none set';
  return points * UNITS_PER_POINT <= target + 0.5 ? 'met' : 'missed';
}
