import { makeStyles } from '@material-ui/core/styles';
import { LevelOrUnrated, useRiskPalette } from '../../theme/useRiskPalette';

const useStyles = makeStyles(
  {
    root: {
      display: 'inline-flex',
      alignItems: 'center',
      gap: 6,
      fontWeight: 600,
      whiteSpace: 'nowrap',
    },
    shape: { flex: 'none', display: 'block' },
  },
  { name: 'RiskLevelMark' },
);

const words: Record<LevelOrUnrated, string> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
  unrated: 'Unrated',
};

/** The word for a level. */
export const levelWord = (level: LevelOrUnrated) => words[level];

/** The shape of a level, drawn in a box of 12 by 12. */
export function LevelShape(props: {
  level: LevelOrUnrated;
  size?: number;
  className?: string;
}) {
  const { level, size = 12, className } = props;
  const color = useRiskPalette().level[level];
  return (
    <svg
      className={className}
      width={size}
      height={size}
      viewBox="0 0 12 12"
      aria-hidden="true"
      focusable="false"
    >
      {level === 'critical' && <path d="M6 0 12 6 6 12 0 6Z" fill={color} />}
      {level === 'high' && <path d="M6 .8 12 11.4H0Z" fill={color} />}
      {level === 'medium' && <circle cx="6" cy="6" r="5" fill={color} />}
      {level === 'low' && (
        <circle
          cx="6"
          cy="6"
          r="4.4"
          fill="none"
          stroke={color}
          strokeWidth="1.8"
        />
      )}
      {level === 'unrated' && (
        <circle
          cx="6"
          cy="6"
          r="4.6"
          fill="none"
          stroke={color}
          strokeWidth="1.6"
          strokeDasharray="2.2 1.9"
        />
      )}
    </svg>
  );
}

/** A level in colour, shape and word: no sign stands alone. */
export function LevelMark(props: {
  level: LevelOrUnrated;
  /** Larger, for a headline. */
  size?: 'normal' | 'large';
  /** A count of things on this level, before the word. */
  count?: number;
}) {
  const { level, size = 'normal', count } = props;
  const classes = useStyles();
  const color = useRiskPalette().level[level];
  const large = size === 'large';
  return (
    <span
      className={classes.root}
      style={{ color, fontSize: large ? '1.5rem' : 'inherit' }}
    >
      <LevelShape
        level={level}
        size={large ? 18 : 12}
        className={classes.shape}
      />
      {count === undefined
        ? words[level]
        : `${count} ${words[level].toLowerCase()}`}
    </span>
  );
}
