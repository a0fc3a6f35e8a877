import { ReactNode, useId } from 'react';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(
  theme => ({
    root: {
      borderTop: `1px solid ${theme.palette.divider}`,
      padding: theme.spacing(1.5, 0, 2),
    },
    title: {
      fontSize: '0.8125rem',
      fontWeight: 600,
      color: theme.palette.text.secondary,
      marginBottom: theme.spacing(0.5),
    },
  }),
  { name: 'RiskDrawerPart' },
);

/** A titled part of a drawer. */
export function DrawerPart(props: { title: string; children: ReactNode }) {
  const classes = useStyles();
  const id = useId();
  return (
    <section className={classes.root} aria-labelledby={id}>
      <Typography id={id} component="h4" className={classes.title}>
        {props.title}
      </Typography>
      {props.children}
    </section>
  );
}
