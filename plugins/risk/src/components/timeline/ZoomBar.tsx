import { ComponentType } from 'react';
import Button from '@material-ui/core/Button';
import IconButton from '@material-ui/core/IconButton';
import { SvgIconProps } from '@material-ui/core/SvgIcon';
import Tooltip from '@material-ui/core/Tooltip';
import ChevronLeftIcon from '@material-ui/icons/ChevronLeft';
import ChevronRightIcon from '@material-ui/icons/ChevronRight';
import ZoomInIcon from '@material-ui/icons/ZoomIn';
import ZoomOutIcon from '@material-ui/icons/ZoomOut';
import { makeStyles } from '@material-ui/core/styles';
import { formatDay } from '../primitives';
import { isoOf } from './dayWindow';
import { ShownDays } from './useDayWindow';

const useStyles = makeStyles(
  theme => ({
    root: { display: 'flex', flexWrap: 'wrap', alignItems: 'center' },
    days: {
      ...theme.typography.body2,
      minWidth: 184,
      textAlign: 'center',
      fontVariantNumeric: 'tabular-nums',
    },
  }),
  { name: 'RiskZoomBar' },
);

/** Which days are shown, and buttons for others. */
export function ZoomBar({ days }: { days: ShownDays }) {
  const classes = useStyles();
  const { window, earlier, later, zoomIn, zoomOut, showAll, goToToday } = days;
  return (
    <div className={classes.root} role="toolbar" aria-label="Days shown">
      <Step label="Earlier" icon={ChevronLeftIcon} onClick={earlier} />
      <span className={classes.days} aria-live="polite">
        {formatDay(isoOf(window.from))} to {formatDay(isoOf(window.to))}
      </span>
      <Step label="Later" icon={ChevronRightIcon} onClick={later} />
      <Step label="Zoom out" icon={ZoomOutIcon} onClick={() => zoomOut()} />
      <Step label="Zoom in" icon={ZoomInIcon} onClick={() => zoomIn()} />
      <Button size="small" onClick={showAll}>
        Everything
      </Button>
      <Button size="small" onClick={goToToday}>
        Today
      </Button>
    </div>
  );
}

function Step(props: {
  label: string;
  icon: ComponentType<SvgIconProps>;
  onClick: () => void;
}) {
  const { label, icon: Icon, onClick } = props;
  return (
    <Tooltip title={label}>
      <IconButton size="small" aria-label={label} onClick={onClick}>
        <Icon fontSize="small" />
      </IconButton>
    </Tooltip>
  );
}
