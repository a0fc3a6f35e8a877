import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { useUrlState } from '../../hooks';

const useStyles = makeStyles(
  theme => ({ root: { display: 'flex', gap: theme.spacing(1) } }),
  { name: 'RiskTimelineActions' },
);

/** Whether the table is shown instead of the lanes; kept in the URL. */
export function useTableView() {
  const [{ dates }, setUrl] = useUrlState('dates');
  return {
    isTable: dates === 'table',
    toggle: () => setUrl({ dates: dates === 'table' ? '' : 'table' }),
  };
}

/** What can be done with a timeline. */
export function TimelineActions(props: {
  /** Absent: the reader may not. */
  onAdd?: () => void;
}) {
  const { onAdd } = props;
  const classes = useStyles();
  const { isTable, toggle } = useTableView();
  return (
    <div className={classes.root}>
      <Button size="small" onClick={toggle}>
        {isTable ? 'Show as lanes' : 'Show as a table'}
      </Button>
      {onAdd && (
        <Button size="small" variant="outlined" onClick={onAdd}>
          Add a date
        </Button>
      )}
    </div>
  );
}
