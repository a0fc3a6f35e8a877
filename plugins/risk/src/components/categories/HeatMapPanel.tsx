import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  CategoryReport,
  HeatMap,
} from '@product-risk/backstage-plugin-risk-common';
import { usePagedList, useRiskApi } from '../../hooks';
import { Panel, plural, ResourceView, SkeletonLines } from '../primitives';
import { hasAnything } from './categoryWords';
import { HeatMapTable } from './HeatMapTable';
import { CategoryFilters } from './useCategoryFilters';

const PAGE_SIZE = 25;

const useStyles = makeStyles(
  theme => ({
    foot: {
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(1),
      paddingTop: theme.spacing(1),
      fontSize: '0.875rem',
    },
    range: { marginRight: 'auto' },
  }),
  { name: 'RiskHeatMapPanel' },
);

/** Products by categories, a page of products at a time. */
export function HeatMapPanel(props: {
  report: CategoryReport;
  filters: CategoryFilters;
}) {
  const { report, filters } = props;
  const classes = useStyles();
  const api = useRiskApi();
  const { query } = filters;
  const page = usePagedList(
    async cursor => {
      const map = await api.getCategoryHeatMap({
        query: { ...query, cursor, limit: PAGE_SIZE },
      });
      return { ...map, items: map.rows };
    },
    [query],
  );
  const worthAColumn = new Set(
    report.categories.filter(hasAnything).map(({ category }) => category.id),
  );
  const columnsOf = ({ categories }: HeatMap) =>
    filters.all
      ? categories
      : categories.filter(({ id }) => worthAColumn.has(id));
  return (
    <Panel title="Where it is: heat map">
      <ResourceView
        of={page}
        skeleton={<SkeletonLines lines={8} label="Loading the heat map" />}
      >
        {map =>
          columnsOf(map).length === 0 || map.totalItems === 0 ? (
            <Typography variant="body2">
              No product was assessed for a category with anything in it.
            </Typography>
          ) : (
            <>
              <HeatMapTable
                rows={map.rows}
                categories={columnsOf(map)}
                onOpen={filters.open}
              />
              <div className={classes.foot}>
                <span className={classes.range} role="status">
                  {page.pageIndex * PAGE_SIZE + 1}–
                  {page.pageIndex * PAGE_SIZE + map.rows.length + map.hidden} of{' '}
                  {plural(map.totalItems, 'product')}
                  {map.hidden > 0 &&
                    ` · ${map.hidden} on this page not visible to you`}
                </span>
                {(page.next || page.previous) && (
                  <>
                    <Button
                      size="small"
                      disabled={!page.previous || page.loading}
                      onClick={page.previous}
                    >
                      Previous
                    </Button>
                    <Button
                      size="small"
                      disabled={!page.next || page.loading}
                      onClick={page.next}
                    >
                      Next
                    </Button>
                  </>
                )}
              </div>
            </>
          )
        }
      </ResourceView>
    </Panel>
  );
}
