import { ReactNode } from 'react';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { Explanation } from '@product-risk/backstage-plugin-risk-common';
import { useRiskPalette } from '../../theme/useRiskPalette';
import { CatalogLink } from '../primitives/CatalogLink';
import { LevelMark } from '../primitives/LevelMark';
import { ShareBar } from '../primitives/ShareBar';
import { formatMetric } from './formatMetric';
import { plural } from '../primitives/format';

const useStyles = makeStyles(
  {
    table: { tableLayout: 'fixed' },
    cell: { padding: '6px 8px 6px 0', verticalAlign: 'top' },
    value: { width: 92, whiteSpace: 'nowrap' },
    share: { width: 150 },
  },
  { name: 'RiskExplainInputs' },
);

/** The inputs of a number with their shares; they and the rest add up. */
export function ExplainInputs({ explanation }: { explanation: Explanation }) {
  const classes = useStyles();
  const palette = useRiskPalette();
  const { inputs, rest, hidden, unit } = explanation;
  if (!inputs.length && !rest && !hidden) {
    return <Typography variant="body2">Nothing.</Typography>;
  }
  const row = (
    key: string,
    what: ReactNode,
    value: number,
    share: number | undefined,
    color?: string,
  ) => (
    <TableRow key={key}>
      <TableCell className={classes.cell}>{what}</TableCell>
      <TableCell className={`${classes.cell} ${classes.value}`} align="right">
        {formatMetric(value, unit)}
      </TableCell>
      <TableCell className={`${classes.cell} ${classes.share}`}>
        {share !== undefined && <ShareBar share={share} color={color} />}
      </TableCell>
    </TableRow>
  );
  return (
    <Table size="small" className={classes.table}>
      <TableHead>
        <TableRow>
          <TableCell className={classes.cell}>What</TableCell>
          <TableCell
            className={`${classes.cell} ${classes.value}`}
            align="right"
          >
            Value
          </TableCell>
          <TableCell className={`${classes.cell} ${classes.share}`}>
            Share
          </TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {inputs.map((input, index) =>
          row(
            String(index),
            <>
              {input.level && (
                <>
                  <LevelMark level={input.level} />{' '}
                </>
              )}
              {input.label}
              <Typography variant="body2" color="textSecondary">
                {input.entities.map((entity, position) => (
                  <span key={entity.ref}>
                    {position > 0 && ', '}
                    <CatalogLink to={entity} risk />
                  </span>
                ))}
                {input.hiddenEntities > 0 &&
                  ` and ${input.hiddenEntities} not visible to you`}
                {input.note && ` (${input.note})`}
              </Typography>
            </>,
            input.value,
            input.share,
            input.level && palette.level[input.level],
          ),
        )}
        {rest && row('rest', `The other ${rest.count}`, rest.value, rest.share)}
        {hidden &&
          row(
            'hidden',
            `${plural(hidden.count, 'input')} not visible to you`,
            hidden.value,
            hidden.share,
          )}
      </TableBody>
    </Table>
  );
}
