import { ReactNode, useId } from 'react';
import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(
  theme => ({
    root: { padding: theme.spacing(2), minWidth: 0 },
    head: {
      display: 'flex',
      alignItems: 'baseline',
      justifyContent: 'space-between',
      gap: theme.spacing(2),
      marginBottom: theme.spacing(1),
    },
    title: { fontSize: '1rem', fontWeight: 600 },
  }),
  { name: 'RiskPanel' },
);

/** A titled part of a screen. */
export function Panel(props: {
  title: string;
  action?: ReactNode;
  children: ReactNode;
}) {
  const { title, action, children } = props;
  const classes = useStyles();
  const titleId = useId();
  return (
    <Paper
      component="section"
      variant="outlined"
      className={classes.root}
      aria-labelledby={titleId}
    >
      <div className={classes.head}>
        <Typography id={titleId} component="h2" className={classes.title}>
          {title}
        </Typography>
        {action}
      </div>
      {children}
    </Paper>
  );
}
