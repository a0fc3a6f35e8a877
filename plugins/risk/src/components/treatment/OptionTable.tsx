import Button from '@material-ui/core/Button';
import Checkbox from '@material-ui/core/Checkbox';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  ExploredOption,
  TreatmentComparison,
} from '@product-risk/backstage-plugin-risk-common';
import { plural } from '../primitives';
import {
  costWords,
  effectWords,
  formatProjected,
  optionKindWords,
} from './treatmentWords';

const useStyles = makeStyles(
  theme => ({
    wrap: { overflowX: 'auto' },
    cell: {
      verticalAlign: 'top',
      padding: theme.spacing(0.5, 1),
      lineHeight: 1.4,
    },
    title: { fontWeight: 600 },
    number: { whiteSpace: 'nowrap' },
    list: { margin: 0, paddingLeft: theme.spacing(2) },
  }),
  { name: 'RiskOptionTable' },
);

/** Options side by side: what each does, costs and leaves; to be tried out. */
export function OptionTable(props: {
  comparison: TreatmentComparison;
  chosen: readonly string[];
  onChoose: (chosen: string[]) => void;
  onEdit?: (option: ExploredOption) => void;
}) {
  const { comparison, chosen, onChoose, onEdit } = props;
  const { options, costUnit } = comparison;
  const classes = useStyles();
  return (
    <div className={classes.wrap}>
      <Table size="small" aria-label="Treatment options">
        <TableHead>
          <TableRow>
            <TableCell className={classes.cell}>Try</TableCell>
            <TableCell className={classes.cell}>Option</TableCell>
            <TableCell className={classes.cell}>What it does</TableCell>
            <TableCell
              className={`${classes.cell} ${classes.number}`}
              align="right"
            >
              Cost
            </TableCell>
            <TableCell
              className={`${classes.cell} ${classes.number}`}
              align="right"
            >
              Leaves
            </TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {options.map(option => (
            <TableRow key={option.id}>
              <TableCell className={classes.cell} padding="checkbox">
                <Checkbox
                  size="small"
                  color="primary"
                  checked={chosen.includes(option.id)}
                  inputProps={{ 'aria-label': `Try ${option.title}` }}
                  onChange={event =>
                    onChoose(
                      event.target.checked
                        ? [...chosen, option.id]
                        : chosen.filter(id => id !== option.id),
                    )
                  }
                />
              </TableCell>
              <TableCell className={classes.cell}>
                <div className={classes.title}>{option.title}</div>
                <Typography variant="body2" color="textSecondary">
                  {optionKindWords[option.kind]}
                  {option.leadDays !== undefined &&
                    `, in place after ${plural(option.leadDays, 'day')}`}
                  <Links option={option} options={options} />
                </Typography>
                {option.constraints && (
                  <Typography variant="body2">{option.constraints}</Typography>
                )}
                {option.evidence && (
                  <Typography variant="body2">
                    Rests on: {option.evidence}
                  </Typography>
                )}
                {onEdit && (
                  <Button size="small" onClick={() => onEdit(option)}>
                    Change
                  </Button>
                )}
              </TableCell>
              <TableCell className={classes.cell}>
                <Effects option={option} comparison={comparison} />
              </TableCell>
              <TableCell
                className={`${classes.cell} ${classes.number}`}
                align="right"
              >
                {costWords(option.cost, costUnit)}
              </TableCell>
              <TableCell
                className={`${classes.cell} ${classes.number}`}
                align="right"
              >
                {formatProjected(option.projectedPoints)}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

function Links(props: {
  option: ExploredOption;
  options: readonly ExploredOption[];
}) {
  const { option, options } = props;
  const names = (ids: readonly string[]) =>
    options
      .filter(({ id }) => ids.includes(id))
      .map(({ title }) => `“${title}”`)
      .join(', ');
  const needs = names(option.needs);
  const excludes = names(option.excludes);
  return (
    <>
      {needs && `, needs ${needs}`}
      {excludes && `, not together with ${excludes}`}
    </>
  );
}

function Effects(props: {
  option: ExploredOption;
  comparison: TreatmentComparison;
}) {
  const { option, comparison } = props;
  const classes = useStyles();
  const titleOf = (riskId: string) =>
    comparison.risks.find(({ id }) => id === riskId)?.title ??
    'a risk that is closed or unrated';
  return (
    <ul className={classes.list}>
      {option.effects.map(effect => (
        <li key={effect.riskId}>
          {titleOf(effect.riskId)}: {effectWords(effect)}
        </li>
      ))}
      {option.hiddenEffects > 0 && (
        <li>{plural(option.hiddenEffects, 'risk')} you may not see</li>
      )}
    </ul>
  );
}
