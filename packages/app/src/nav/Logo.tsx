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
    // in line with the icons of the items below
    gap: theme.spacing(1.5),
    height: sidebarConfig.logoHeight,
    padding: theme.spacing(0, 3),
    margin: theme.spacing(2, 0),
    color: theme.palette.navigation.selectedColor,
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
      {isOpen && (
        <Typography component="span" variant="subtitle1">
          Product Risk
        </Typography>
      )}
    </Link>
  );
}
