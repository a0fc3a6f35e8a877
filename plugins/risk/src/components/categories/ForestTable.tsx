import Link from '@material-ui/core/Link';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableContainer from '@material-ui/core/TableContainer';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { makeStyles } from '@material-ui/core/styles';
import { CategoryVerdict } from '@product-risk/backstage-plugin-risk-common';
import { NotAssessed } from '../primitives';
import { categoryTitle, prevalenceWords, verdictWords } from './categoryWords';
import { PrevalencePlot } from './PrevalencePlot';

const useStyles = makeStyles(
  theme => ({
    container: { maxHeight: 640, overflowX: 'auto' },
    table: { tableLayout: 'fixed', minWidth: 640 },
    cell: { verticalAlign: 'top', overflowWrap: 'anywhere' },
    head: { backgroundColor: theme.palette.background.paper, fontWeight: 600 },
    words: {
      color: theme.palette.text.secondary,
      fontSize: '0.75rem',
      lineHeight: 1.4,
      marginTop: theme.spacing(0.5),
    },
    verdict: { fontWeight: 600 },
    reasons: { fontSize: '0.8125rem', lineHeight: 1.4 },
    open: { font: 'inherit', textAlign: 'left', verticalAlign: 'baseline' },
  }),
  { name: 'RiskForestTable' },
);

/** The reasons without the numbers that stand beside the plot already. */
const whyOf = ({ reasons }: CategoryVerdict) =>
  (reasons.length > 1 ? reasons.slice(1) : reasons).join(' ');

/**
 * The forest plot of the categories as a table whose cells hold the drawing and
 * say it in words.
 */
export function ForestTable(props: {
  verdicts: readonly CategoryVerdict[];
  tolerated: number;
  onOpen: (category: string) => void;
}) {
  const { verdicts, tolerated, onOpen } = props;
  const classes = useStyles();
  return (
    <TableContainer className={classes.container}>
      <Table
        size="small"
        stickyHeader
        className={classes.table}
        aria-label="Prevalence of categories"
      >
        <TableHead>
          <TableRow>
            <TableCell className={classes.head} style={{ width: '26%' }}>
              Category
            </TableCell>
            <TableCell
              className={classes.head}
              style={{ width: 116 }}
              align="right"
            >
              Assessed
            </TableCell>
            <TableCell className={classes.head} style={{ width: '40%' }}>
              Affected products, 0 to 100 %
            </TableCell>
            <TableCell className={classes.head}>Verdict</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {verdicts.map(verdict => (
            <TableRow key={verdict.category.id}>
              <TableCell component="th" scope="row" className={classes.cell}>
                <Link
                  component="button"
                  type="button"
                  underline="always"
                  className={classes.open}
                  onClick={() => onOpen(verdict.category.id)}
                >
                  {categoryTitle(verdict.category)}
                </Link>
              </TableCell>
              <TableCell className={classes.cell} align="right">
                {verdict.assessed}
              </TableCell>
              <TableCell className={classes.cell}>
                <PrevalencePlot verdict={verdict} tolerated={tolerated} />
                <div className={classes.words}>
                  {verdict.prevalence === undefined ? (
                    <NotAssessed />
                  ) : (
                    `${prevalenceWords(verdict).join('; ')}.`
                  )}
                </div>
              </TableCell>
              <TableCell className={classes.cell}>
                <div className={classes.verdict}>
                  {verdictWords[verdict.verdict]}
                </div>
                <div className={classes.reasons}>{whyOf(verdict)}</div>
                {verdict.change && (
                  <div className={classes.reasons}>
                    {verdict.change.sentence}
                  </div>
                )}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}
