import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import TableContainer from '@material-ui/core/TableContainer';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  ImportPreview,
  PlannedChange,
} from '@product-risk/backstage-plugin-risk-common';

const kindWords: Record<PlannedChange['kind'], string> = {
  created: '+ new',
  changed: '~ changed',
  reopened: '↺ reopened',
  absent: '− gone',
};

const useStyles = makeStyles(
  theme => ({
    container: { maxHeight: 260 },
    cell: {
      padding: theme.spacing(0.5, 1),
      verticalAlign: 'top',
      overflowWrap: 'anywhere',
      backgroundColor: theme.palette.background.paper,
    },
    kind: { width: 104, whiteSpace: 'nowrap' },
    status: { width: 120 },
  }),
  { name: 'RiskPlannedChanges' },
);

/** The findings that an import would touch, one a row. */
export function PlannedChanges({ preview }: { preview: ImportPreview }) {
  const classes = useStyles();
  const { changes, counts } = preview;
  const total =
    counts.created + counts.changed + counts.reopened + counts.absent;
  if (!total) {
    return (
      <Typography variant="body2">
        Nothing would change: this content is already here.
      </Typography>
    );
  }
  return (
    <div>
      <TableContainer className={classes.container}>
        <Table size="small" stickyHeader aria-label="What would change">
          <TableHead>
            <TableRow>
              <TableCell className={`${classes.cell} ${classes.kind}`}>
                Change
              </TableCell>
              <TableCell className={classes.cell}>Finding</TableCell>
              <TableCell className={`${classes.cell} ${classes.status}`}>
                Severity
              </TableCell>
              <TableCell className={`${classes.cell} ${classes.status}`}>
                Status
              </TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {changes.map(({ kind, key, title, severity, status, fields }) => (
              <TableRow key={key}>
                <TableCell className={`${classes.cell} ${classes.kind}`}>
                  {kindWords[kind]}
                </TableCell>
                <TableCell className={classes.cell}>
                  {title}
                  {fields && fields.length > 0 && ` (${fields.join(', ')})`}
                </TableCell>
                <TableCell className={classes.cell}>{severity}</TableCell>
                <TableCell className={classes.cell}>{status}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </TableContainer>
      {total > changes.length && (
        <Typography variant="body2" color="textSecondary">
          and {total - changes.length} more
        </Typography>
      )}
    </div>
  );
}
