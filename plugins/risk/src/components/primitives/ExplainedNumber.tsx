import ButtonBase from '@material-ui/core/ButtonBase';
import Tooltip from '@material-ui/core/Tooltip';
import { makeStyles } from '@material-ui/core/styles';
import { formatPoints, formatProbability } from '@product-risk/risk-model';
import { useExplain } from '../explain/ExplainProvider';
import { ExplainQuestion } from '../explain/ExplainQuestion';
import { useRiskModel } from '../risk-root/RiskModelProvider';
import { NotAssessed } from './NotAssessed';

const useStyles = makeStyles(
  theme => ({
    root: {
      font: 'inherit',
      fontVariantNumeric: 'tabular-nums',
      color: 'inherit',
      verticalAlign: 'baseline',
      borderRadius: 3,
      padding: '0 2px',
      margin: '0 -2px',
      borderBottom: `1px dotted ${theme.palette.text.secondary}`,
      borderBottomLeftRadius: 0,
      borderBottomRightRadius: 0,
      '&:hover': { backgroundColor: theme.palette.action.hover },
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
        outlineOffset: 2,
      },
    },
    headline: { fontSize: '1.5rem', fontWeight: 600, lineHeight: 1.3 },
    unit: { fontWeight: 400, fontSize: '0.875rem' },
  }),
  { name: 'RiskExplainedNumber' },
);

interface NumberProps {
  /** What the drawer explains; without it the number is plain text. */
  explain?: ExplainQuestion;
  size?: 'normal' | 'headline';
  /** Words after the number, inside the button. */
  label?: string;
}

function ExplainedText(
  props: NumberProps & { text: string; unit?: string; hover?: string },
) {
  const { text, unit, label, hover = '', explain, size } = props;
  const classes = useStyles();
  const openExplanation = useExplain();
  const content = (
    <>
      <span className={size === 'headline' ? classes.headline : undefined}>
        {text}
      </span>
      {unit && (
        <span className={size === 'headline' ? classes.unit : undefined}>
          {` ${unit}`}
        </span>
      )}
      {label && ` ${label}`}
    </>
  );
  if (!explain) {
    return (
      <Tooltip title={hover}>
        <span style={{ fontVariantNumeric: 'tabular-nums' }}>{content}</span>
      </Tooltip>
    );
  }
  return (
    <Tooltip title={hover || 'What is this made of?'}>
      <ButtonBase
        className={classes.root}
        onClick={event => {
          event.stopPropagation();
          openExplanation(explain);
        }}
        aria-label={`${[text, unit, label]
          .filter(Boolean)
          .join(' ')}: what is this made of?`}
      >
        <span>{content}</span>
      </ButtonBase>
    </Tooltip>
  );
}

/** Exposure in points with one decimal; unknown is `not assessed`. */
export function ExposureNumber(
  props: NumberProps & {
    /** In 1/10 000 point; undefined when unknown. */
    units: number | undefined;
    /** Leaves out the word "points", where a column says it. */
    bare?: boolean;
  },
) {
  const { units, bare, ...rest } = props;
  const worth = useRiskModel().value?.scale.unit;
  if (units === undefined) return <NotAssessed />;
  const text = formatPoints(units);
  return (
    <ExplainedText
      {...rest}
      text={text}
      unit={bare ? undefined : 'points'}
      hover={worth && `1 point: ${worth}`}
    />
  );
}

/** Probability as a whole percent; unknown is said in words. */
export function ProbabilityNumber(
  props: NumberProps & {
    /** 0 to 1; undefined when unknown. */
    probability: number | undefined;
    unknown?: string;
  },
) {
  const { probability, unknown = 'not known', ...rest } = props;
  if (probability === undefined) return <NotAssessed words={unknown} />;
  return <ExplainedText {...rest} text={formatProbability(probability)} />;
}

/** A count, `label` naming what is counted. */
export function CountNumber(props: NumberProps & { count: number }) {
  const { count, ...rest } = props;
  return <ExplainedText {...rest} text={count.toLocaleString('en-US')} />;
}
