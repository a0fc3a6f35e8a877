import { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { FindingLink } from './FindingLink';
import { LevelMark } from './LevelMark';
import type { LevelOrUnrated } from '../../theme/useRiskPalette';

const useStyles = makeStyles(
  theme => ({
    list: { margin: 0, padding: 0, listStyle: 'none' },
    item: {
      display: 'grid',
      gridTemplateColumns: '104px minmax(0, 1fr) 92px',
      gap: theme.spacing(0, 2),
      padding: theme.spacing(1, 0),
      borderTop: `1px solid ${theme.palette.divider}`,
      '&:first-child': { borderTop: 0 },
      '@media (max-width: 700px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
    },
    words: { overflowWrap: 'anywhere' },
    below: {
      color: theme.palette.text.secondary,
      fontSize: '0.875rem',
      overflowWrap: 'anywhere',
    },
    number: {
      textAlign: 'right',
      fontVariantNumeric: 'tabular-nums',
      '@media (max-width: 700px)': { textAlign: 'left' },
    },
  }),
  { name: 'RiskItem' },
);

/** Risks in plain language, each a `RiskItem`. */
export function RiskItems({ children }: { children: ReactNode }) {
  return <ol className={useStyles().list}>{children}</ol>;
}

/** A risk in a line: what could happen, before its name. */
export function RiskItem(props: {
  risk: {
    title: string;
    statement: string;
    level?: LevelOrUnrated;
    findingId?: string;
  };
  /** An entity that shows the finding, if one may be seen. */
  entityRef?: string;
  /** After the name of the risk, in smaller letters. */
  below?: ReactNode;
  number: ReactNode;
}) {
  const { risk, entityRef, below, number } = props;
  const classes = useStyles();
  const words = risk.statement || risk.title;
  return (
    <li className={classes.item}>
      <LevelMark level={risk.level ?? 'unrated'} />
      <div>
        <div className={classes.words}>
          {risk.findingId && entityRef ? (
            <FindingLink entityRef={entityRef} findingId={risk.findingId}>
              {words}
            </FindingLink>
          ) : (
            words
          )}
        </div>
        <div className={classes.below}>
          {words !== risk.title && risk.title}
          {words !== risk.title && below && ' · '}
          {below}
        </div>
      </div>
      <div className={classes.number}>{number}</div>
    </li>
  );
}
