import Tooltip from '@material-ui/core/Tooltip';
import { makeStyles } from '@material-ui/core/styles';
import { Finding } from '@product-risk/backstage-plugin-risk-common';
import { useRiskPalette } from '../../theme/useRiskPalette';

/** A letter of STRIDE. */
export type StrideLetter = Finding['stride'][number];

/** What the letters of STRIDE stand for. */
export const strideNames: Record<StrideLetter, string> = {
  S: 'Spoofing',
  T: 'Tampering',
  R: 'Repudiation',
  I: 'Information disclosure',
  D: 'Denial of service',
  E: 'Elevation of privilege',
};

const useStyles = makeStyles(
  {
    root: { display: 'inline-flex', gap: 3 },
    letter: {
      display: 'inline-block',
      minWidth: 18,
      textAlign: 'center',
      borderRadius: 3,
      fontSize: '0.75rem',
      lineHeight: '18px',
      fontWeight: 600,
      textDecoration: 'none',
    },
  },
  { name: 'RiskStrideLetters' },
);

/** Letters with their names on hover and for screen readers. */
export function StrideLetters(props: { letters: readonly StrideLetter[] }) {
  const classes = useStyles();
  const { levelTint, level } = useRiskPalette();
  return (
    <span className={classes.root}>
      {props.letters.map(letter => (
        <Tooltip key={letter} title={strideNames[letter]}>
          <abbr
            className={classes.letter}
            style={{ background: levelTint.low, color: level.low }}
            aria-label={strideNames[letter]}
          >
            {letter}
          </abbr>
        </Tooltip>
      ))}
    </span>
  );
}
