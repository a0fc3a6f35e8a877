import { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr)',
      alignContent: 'start',
      gap: theme.spacing(2),
      padding: theme.spacing(3),
    },
  }),
  { name: 'RiskPageBody' },
);

/** The padded column in which a page of `/risk` puts its parts. */
export function PageBody({ children }: { children: ReactNode }) {
  return <div className={useStyles().root}>{children}</div>;
}
