import {
  Link,
  sidebarConfig,
  useSidebarOpenState,
} from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import SecurityIcon from '@material-ui/icons/Security';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(2),
    height: 3 * sidebarConfig.logoHeight,
    padding: theme.spacing(0, 3),
    color: 'inherit',
    whiteSpace: 'nowrap',
  },
}));

export function Logo() {
  const classes = useStyles();
  const { isOpen } = useSidebarOpenState();
  return (
    <Link
      to="/"
      underline="none"
      className={classes.root}
      aria-label="Product Risk, home"
    >
      <SecurityIcon />
      {isOpen && <Typography component="span">Product Risk</Typography>}
    </Link>
  );
}
