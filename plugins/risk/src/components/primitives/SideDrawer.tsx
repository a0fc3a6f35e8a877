import { ReactNode, useId } from 'react';
import Drawer from '@material-ui/core/Drawer';
import IconButton from '@material-ui/core/IconButton';
import Typography from '@material-ui/core/Typography';
import CloseIcon from '@material-ui/icons/Close';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(
  theme => ({
    paper: {
      ...theme.typography.body2,
      width: 'min(640px, 94vw)',
      padding: theme.spacing(2.5, 3, 4),
      boxSizing: 'border-box',
      overflowWrap: 'anywhere',
    },
    head: {
      display: 'flex',
      alignItems: 'flex-start',
      gap: theme.spacing(1),
      marginBottom: theme.spacing(1),
    },
    title: {
      flex: 1,
      fontSize: '1.25rem',
      fontWeight: 600,
      lineHeight: 1.3,
    },
    close: { margin: theme.spacing(-1, -1, 0, 0) },
  }),
  { name: 'RiskSideDrawer' },
);

/** What opens beside a screen to tell more about one thing on it. */
export function SideDrawer(props: {
  open: boolean;
  onClose: () => void;
  title: ReactNode;
  children: ReactNode;
}) {
  const { open, onClose, title, children } = props;
  const classes = useStyles();
  const titleId = useId();
  return (
    <Drawer
      anchor="right"
      open={open}
      onClose={onClose}
      PaperProps={{
        className: classes.paper,
        role: 'dialog',
        'aria-modal': true,
        'aria-labelledby': titleId,
      }}
    >
      <div className={classes.head}>
        <Typography id={titleId} component="h2" className={classes.title}>
          {title}
        </Typography>
        <IconButton
          className={classes.close}
          onClick={onClose}
          aria-label="Close"
        >
          <CloseIcon />
        </IconButton>
      </div>
      {children}
    </Drawer>
  );
}
