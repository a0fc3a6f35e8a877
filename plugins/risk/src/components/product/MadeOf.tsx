import { ReactNode } from 'react';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  CompositionPart,
  Scorecard,
} from '@product-risk/backstage-plugin-risk-common';
import { formatPoints, formatProbability } from '@product-risk/risk-model';
import {
  CatalogLink,
  FindingLink,
  LevelShape,
  levelWord,
  Panel,
} from '../primitives';
import { CompositionBar } from './CompositionBar';
import { useFirst } from './useFirst';

const SHOWN = 6;

const useStyles = makeStyles(
  theme => ({
    part: { '& + &': { marginTop: theme.spacing(2.5) } },
    title: { fontSize: '0.875rem', fontWeight: 600 },
    table: {
      width: '100%',
      borderCollapse: 'collapse',
      fontSize: '0.875rem',
      tableLayout: 'fixed',
      '& td, & th': {
        padding: theme.spacing(0.4, 0),
        textAlign: 'left',
        fontWeight: 400,
        overflowWrap: 'anywhere',
      },
      '& td': {
        textAlign: 'right',
        whiteSpace: 'nowrap',
        fontVariantNumeric: 'tabular-nums',
        verticalAlign: 'top',
      },
      '& tfoot th, & tfoot td': {
        borderTop: `1px solid ${theme.palette.divider}`,
        fontWeight: 600,
      },
    },
    points: { width: 64 },
    share: { width: 56 },
    shape: { marginRight: 6, verticalAlign: '-1px' },
  }),
  { name: 'RiskMadeOf' },
);

const sumOf = (parts: readonly CompositionPart[]) =>
  parts.reduce((sum, { value }) => sum + value, 0);

/** What the exposure is made of, by risk and by component. */
export function MadeOf({ scorecard }: { scorecard: Scorecard }) {
  const { madeOf, topRisks } = scorecard;
  const placeOf = new Map(
    topRisks.map(risk => [risk.id, risk.entities[0]?.ref]),
  );
  return (
    <Panel title="What it is made of">
      <Composition
        title="By risk"
        noun="risks"
        parts={madeOf.byRisk}
        labelOf={({ label, riskId, findingId }) => {
          const place = riskId && placeOf.get(riskId);
          return place && findingId ? (
            <FindingLink entityRef={place} findingId={findingId}>
              {label}
            </FindingLink>
          ) : (
            label
          );
        }}
      />
      <Composition
        title="By component"
        noun="components"
        parts={madeOf.byComponent}
        labelOf={({ label, ref }) =>
          ref ? <CatalogLink to={{ ref, title: label }} risk /> : label
        }
      />
    </Panel>
  );
}

function Composition(props: {
  title: string;
  noun: string;
  parts: readonly CompositionPart[];
  labelOf: (part: CompositionPart) => ReactNode;
}) {
  const { title, noun, parts, labelOf } = props;
  const classes = useStyles();
  const { shown, left, toggle } = useFirst(parts, SHOWN, noun);
  const total = sumOf(parts);
  if (total === 0) {
    return (
      <div className={classes.part}>
        <Typography component="h3" className={classes.title}>
          {title}
        </Typography>
        <Typography variant="body2">No rated risk adds to it.</Typography>
      </div>
    );
  }
  const numbers = (value: number) => (
    <>
      <td>{formatPoints(value)}</td>
      <td>{formatProbability(value / total)}</td>
    </>
  );
  return (
    <div className={classes.part}>
      <Typography component="h3" className={classes.title}>
        {title}
      </Typography>
      <CompositionBar parts={parts} total={total} />
      <table className={classes.table} aria-label={`Exposure ${title}`}>
        <colgroup>
          <col />
          <col className={classes.points} />
          <col className={classes.share} />
        </colgroup>
        <tbody>
          {shown.map((part, index) => (
            <tr key={part.riskId ?? part.ref ?? index}>
              <th scope="row">
                {part.level && (
                  <span title={levelWord(part.level)}>
                    <LevelShape
                      level={part.level}
                      size={10}
                      className={classes.shape}
                    />
                  </span>
                )}
                {labelOf(part)}
              </th>
              {numbers(part.value)}
            </tr>
          ))}
          {left.length > 0 && (
            <tr>
              <th scope="row">The rest</th>
              {numbers(sumOf(left))}
            </tr>
          )}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">Together</th>
            {numbers(total)}
          </tr>
        </tfoot>
      </table>
      {toggle}
    </div>
  );
}
