import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  FindingDetail,
  riskReportReadPermission,
} from '@product-risk/backstage-plugin-risk-common';
import { comparedInRouteRef } from '../../../routes';
import { categoryTitle, cameFromQuery } from '../../categories/categoryWords';
import { EntityName, formatDay, NotAssessed } from '../../primitives';
import { DrawerPart } from './DrawerPart';

type Informed = FindingDetail['informs'][number];

const useStyles = makeStyles(
  theme => ({
    list: { margin: 0, paddingLeft: theme.spacing(2.5), lineHeight: 1.5 },
    below: { color: theme.palette.text.secondary, fontSize: '0.8125rem' },
  }),
  { name: 'RiskFindingInforms' },
);

/** The controls that the finding informs, and the way to what informs them. */
export function FindingInforms({ finding }: { finding: FindingDetail }) {
  const classes = useStyles();
  const { informs, product } = finding;
  if (informs.length === 0) return null;
  return (
    <DrawerPart title="Controls it informs">
      <ul className={classes.list}>
        {informs.map(informed => (
          <li key={informed.category.id}>
            <CategoryName informed={informed} finding={finding} />
            {informed.state === 'suggested' && ', suggested'}
            {product && (
              <div className={classes.below}>
                <Freshness informed={informed} product={product.title} />
              </div>
            )}
          </li>
        ))}
      </ul>
    </DrawerPart>
  );
}

/** A link for those who may read the report, where the portal has one. */
function CategoryName(props: { informed: Informed; finding: FindingDetail }) {
  const { informed, finding } = props;
  const { category, reportedAs } = informed;
  const report = useRouteRef(comparedInRouteRef)?.();
  const { allowed } = usePermission({ permission: riskReportReadPermission });
  const title = categoryTitle(category);
  return report && reportedAs && allowed ? (
    <Link to={`${report}?${cameFromQuery(reportedAs, finding)}`}>{title}</Link>
  ) : (
    <>{title}</>
  );
}

function Freshness(props: { informed: Informed; product: string }) {
  const { informed, product } = props;
  const { assessed } = informed;
  if (!assessed) {
    return (
      <>
        {product}: <NotAssessed words="not assessed for it" />
      </>
    );
  }
  return (
    <>
      {product} was assessed for it on {formatDay(assessed.at)},{' '}
      {assessed.by ? (
        <>
          as <EntityName of={assessed.by} /> states
        </>
      ) : (
        `by ${assessed.method}`
      )}
    </>
  );
}
