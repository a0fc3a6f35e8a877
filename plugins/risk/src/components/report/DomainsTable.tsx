import { ReactNode } from 'react';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableContainer from '@material-ui/core/TableContainer';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  DomainTotal,
  Report,
} from '@product-risk/backstage-plugin-risk-common';
import {
  CatalogLink,
  ExposureNumber,
  levelsAndUnrated,
  NotAssessed,
  Panel,
} from '../primitives';
import { LevelSummary } from './LevelSummary';
import { ModelledShare } from './ModelledShare';

const useStyles = makeStyles(
  {
    // Backstage's theme breaks words to keep a table narrow; this one scrolls.
    table: { '& th, & td': { wordBreak: 'normal' } },
  },
  { name: 'RiskDomainsTable' },
);

/** The domains with the totals of their products. */
export function DomainsTable({ report }: { report: Report }) {
  const { domains } = report;
  const classes = useStyles();
  return (
    <Panel title="Domains">
      {domains.length === 0 ? (
        <Typography variant="body2">
          No product belongs to a domain of the catalog.
        </Typography>
      ) : (
        <TableContainer>
          <Table size="small" aria-label="Domains" className={classes.table}>
            <TableHead>
              <TableRow>
                <TableCell>Domain</TableCell>
                <TableCell align="right">Products</TableCell>
                <TableCell align="right">Exposure, points</TableCell>
                <TableCell>Open risks</TableCell>
                <TableCell>Components modelled</TableCell>
              </TableRow>
            </TableHead>
            <TableBody>
              {domains.map((total, index) => (
                <Row key={total.domain?.ref ?? index} total={total} />
              ))}
            </TableBody>
          </Table>
        </TableContainer>
      )}
    </Panel>
  );
}

function nameOf({ domain, hidden }: DomainTotal): ReactNode {
  if (domain) return <CatalogLink to={domain} />;
  return hidden ? 'A domain you may not see' : 'No domain';
}

function Row({ total }: { total: DomainTotal }) {
  const { products, exposures, risks, coverage } = total;
  const assessed =
    coverage.modelled > 0 || levelsAndUnrated.some(level => risks[level] > 0);
  return (
    <TableRow>
      <TableCell component="th" scope="row">
        {nameOf(total)}
      </TableCell>
      <TableCell align="right">{products}</TableCell>
      <TableCell align="right">
        {assessed ? (
          <ExposureNumber units={exposures.current} bare />
        ) : (
          <NotAssessed />
        )}
      </TableCell>
      <TableCell>
        <LevelSummary risks={risks} />
      </TableCell>
      <TableCell>
        <ModelledShare coverage={coverage} />
      </TableCell>
    </TableRow>
  );
}
