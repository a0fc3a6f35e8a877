import ButtonBase from '@material-ui/core/ButtonBase';
import Tooltip from '@material-ui/core/Tooltip';
import { makeStyles } from '@material-ui/core/styles';
import {
  BudgetState,
  BudgetSummary,
} from '@product-risk/backstage-plugin-risk-common';
import { useExplain } from '../explain';
import {
  formatDay,
  NotAssessed,
  RiskPalette,
  useRiskPalette,
} from '../primitives';
import { budgetStateWords, formatShare, isReckoned } from './budgetWords';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(0.5, 1.5),
      minWidth: 0,
    },
    name: { fontWeight: 600 },
    button: {
      font: 'inherit',
      color: 'inherit',
      flex: '1 1 140px',
      maxWidth: 320,
      minWidth: 90,
      borderRadius: 3,
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
        outlineOffset: 2,
      },
    },
    track: {
      position: 'relative',
      display: 'block',
      width: '100%',
      height: 12,
      borderRadius: 2,
    },
    spent: {
      position: 'absolute',
      top: 0,
      bottom: 0,
      left: 0,
      borderRadius: 2,
      minWidth: 1,
    },
    time: { position: 'absolute', top: -3, bottom: -3, width: 2 },
    end: { fontWeight: 600 },
  }),
  { name: 'RiskBudgetBar' },
);

function colorOf(state: BudgetState, palette: RiskPalette): string {
  if (state === 'within') return palette.verified;
  return state === 'exhausted' ? palette.level.critical : palette.level.medium;
}

/** Where it ends, as the last words of a bar. */
export function endWords({
  state,
  runsOutOn,
  recoversOn,
}: BudgetSummary): string {
  if (state === 'running-out' && runsOutOn) {
    return `runs out on ${formatDay(runsOutOn)}`;
  }
  if (state === 'exhausted') {
    return recoversOn
      ? `exhausted, recovers on ${formatDay(recoversOn)}`
      : 'exhausted, does not recover at this rate';
  }
  return 'within budget, does not run out at this rate';
}

/**
 * How much of the budget is spent against how much of the time is gone. Without
 * a target or an assessment it says so, and draws nothing.
 */
export function BudgetBar(props: {
  budget: BudgetSummary;
  /** Whose budget the drawer explains. */
  productRef?: string;
}) {
  const { budget, productRef } = props;
  const classes = useStyles();
  const palette = useRiskPalette();
  const openExplanation = useExplain();
  const { state, spentShare, timeShare = 0, startsOn } = budget;
  if (!isReckoned(budget) || spentShare === undefined) {
    return (
      <span className={classes.root}>
        <span className={classes.name}>Budget</span>
        <NotAssessed words={budgetStateWords[state]} />
        {state === 'not-started' && startsOn && (
          <span>counts from {formatDay(startsOn)}</span>
        )}
      </span>
    );
  }
  const words = `${formatShare(spentShare)} spent, ${formatShare(
    timeShare,
  )} of the time gone`;
  return (
    <span className={classes.root}>
      <span className={classes.name}>Budget</span>
      <Tooltip title="What is this made of?">
        <ButtonBase
          className={classes.button}
          onClick={() => openExplanation({ metric: 'budget', ref: productRef })}
          aria-label={`Budget: ${words}: what is this made of?`}
        >
          <span className={classes.track} style={{ background: palette.rule }}>
            <span
              className={classes.spent}
              style={{
                width: `${Math.min(1, spentShare) * 100}%`,
                background: colorOf(state, palette),
              }}
            />
            <span
              className={classes.time}
              style={{
                left: `calc(${timeShare * 100}% - 1px)`,
                background: palette.notAssessed.text,
              }}
            />
          </span>
        </ButtonBase>
      </Tooltip>
      <span>
        {words} →{' '}
        <span
          className={classes.end}
          style={{ color: colorOf(state, palette) }}
        >
          {endWords(budget)}
        </span>
      </span>
    </span>
  );
}
