import { KeyboardEvent, ReactNode, useRef, useState } from 'react';
import Button from '@material-ui/core/Button';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableContainer from '@material-ui/core/TableContainer';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import TableSortLabel from '@material-ui/core/TableSortLabel';
import { makeStyles } from '@material-ui/core/styles';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { PagedList } from '../../hooks';
import { plural } from './format';
import { ErrorState } from './states';
import { SkeletonLines } from './Skeletons';

/** A column of a `DataTable`. */
export interface Column<Row, Sort extends string = string> {
  id: string;
  header: string;
  render: (row: Row) => ReactNode;
  /** Offers to sort by this. */
  sort?: Sort;
  align?: 'left' | 'right';
  /** In pixels; the others share what is left. */
  width?: number;
  /** Left out on screens narrower than about 1200 px. */
  optional?: boolean;
  /** Keeps to one line, cut with an ellipsis. */
  nowrap?: boolean;
}

/** How a list is sorted. */
export interface SortOrder<Sort extends string> {
  by: Sort;
  order: 'asc' | 'desc';
}

/** Where optional columns are shown. */
const WIDE = '(min-width: 1200px)';

const useStyles = makeStyles(
  theme => ({
    container: { maxHeight: 640, overflowX: 'auto' },
    table: { tableLayout: 'fixed' },
    head: {
      whiteSpace: 'nowrap',
      fontWeight: 600,
      backgroundColor: theme.palette.background.paper,
      padding: theme.spacing(0.75, 1.5),
    },
    cell: {
      padding: theme.spacing(0.75, 1.5),
      overflowWrap: 'anywhere',
      verticalAlign: 'top',
      lineHeight: 1.4,
    },
    nowrap: {
      whiteSpace: 'nowrap',
      overflow: 'hidden',
      textOverflow: 'ellipsis',
    },
    optional: { [`@media not all and ${WIDE}`]: { display: 'none' } },
    row: {
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
        outlineOffset: -2,
      },
    },
    opens: { cursor: 'pointer' },
    foot: {
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(1),
      paddingTop: theme.spacing(1),
      fontSize: '0.875rem',
      flexWrap: 'wrap',
    },
    range: { marginRight: 'auto' },
  }),
  { name: 'RiskDataTable' },
);

/** What a column without a width needs before its words break, in pixels. */
const LEAST_WIDTH = 128;

/** Below it the table scrolls sideways instead of breaking words, in pixels. */
function leastWidth(columns: { width?: number }[]) {
  return columns.reduce((sum, { width = LEAST_WIDTH }) => sum + width, 0);
}

function moveFocus(event: KeyboardEvent<HTMLElement>, step: 1 | -1) {
  const row = event.currentTarget;
  const next = step === 1 ? row.nextElementSibling : row.previousElementSibling;
  if (next instanceof HTMLElement) {
    event.preventDefault();
    next.focus();
  }
}

/**
 * A dense table over a list that the backend sorts and pages. Rows are walked
 * with the arrow keys and opened with Enter; while another page or filter
 * loads, the old rows stay, dimmed.
 */
export function DataTable<Row, Sort extends string = string>(props: {
  /** What the table lists, for who cannot see it. */
  label: string;
  list: PagedList<Row>;
  columns: Column<Row, Sort>[];
  rowKey: (row: Row) => string;
  /** Words for one and many rows, such as `['finding', 'findings']`. */
  noun: [one: string, many: string];
  pageSize: number;
  onOpen?: (row: Row) => void;
  /** The row that is open beside the table. */
  selected?: string;
  sort?: SortOrder<Sort>;
  onSort?: (sort: SortOrder<Sort>) => void;
  /** Shown instead of an empty table. */
  empty: ReactNode;
}) {
  const { list, columns, rowKey, noun, pageSize, onOpen, sort, onSort } = props;
  const classes = useStyles();
  const wide = useMediaQuery(WIDE);
  const [focused, setFocused] = useState(0);
  const top = useRef<HTMLDivElement>(null);
  const page = list.value;

  if (!page) {
    return list.error ? (
      <ErrorState error={list.error} onRetry={list.reload} />
    ) : (
      <SkeletonLines lines={8} label={`Loading ${noun[1]}`} height={24} />
    );
  }
  if (page.totalItems === 0 && page.items.length === 0) {
    return <>{props.empty}</>;
  }

  const first = list.pageIndex * pageSize + 1;
  const last = list.pageIndex * pageSize + page.items.length + page.hidden;
  const tabStop = Math.min(focused, page.items.length - 1);
  const turn = (step: (() => void) | undefined) => () => {
    setFocused(0);
    step?.();
    top.current?.scrollTo({ top: 0 });
  };
  const cellClass = (column: Column<Row, Sort>) =>
    [
      classes.cell,
      column.optional && classes.optional,
      column.nowrap && classes.nowrap,
    ]
      .filter(Boolean)
      .join(' ');

  return (
    <div>
      {list.error && <ErrorState error={list.error} onRetry={list.reload} />}
      <TableContainer
        className={classes.container}
        ref={top}
        style={{ opacity: list.loading ? 0.55 : 1 }}
        aria-busy={list.loading}
      >
        <Table
          size="small"
          stickyHeader
          className={classes.table}
          style={{
            minWidth: leastWidth(
              columns.filter(({ optional }) => wide || !optional),
            ),
          }}
          aria-label={props.label}
        >
          <TableHead>
            <TableRow>
              {columns.map(column => (
                <TableCell
                  key={column.id}
                  align={column.align}
                  style={{ width: column.width }}
                  className={`${classes.head} ${
                    column.optional ? classes.optional : ''
                  }`}
                  sortDirection={
                    sort && column.sort === sort.by ? sort.order : false
                  }
                >
                  {column.sort && sort && onSort ? (
                    <SortHeader
                      column={column.header}
                      by={column.sort}
                      sort={sort}
                      onSort={onSort}
                    />
                  ) : (
                    column.header
                  )}
                </TableCell>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {page.items.map((row, index) => (
              <TableRow
                key={rowKey(row)}
                hover={Boolean(onOpen)}
                selected={props.selected === rowKey(row)}
                className={`${classes.row} ${onOpen ? classes.opens : ''}`}
                tabIndex={onOpen && index === tabStop ? 0 : -1}
                onFocus={() => setFocused(index)}
                onClick={() => onOpen?.(row)}
                onKeyDown={event => {
                  if (event.target !== event.currentTarget) return;
                  if (event.key === 'ArrowDown') moveFocus(event, 1);
                  if (event.key === 'ArrowUp') moveFocus(event, -1);
                  if (event.key === 'Enter') onOpen?.(row);
                }}
              >
                {columns.map(column => (
                  <TableCell
                    key={column.id}
                    align={column.align}
                    className={cellClass(column)}
                  >
                    {column.render(row)}
                  </TableCell>
                ))}
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </TableContainer>
      <div className={classes.foot}>
        <span className={classes.range} role="status">
          {page.totalItems > pageSize
            ? `${first}–${last} of ${plural(page.totalItems, ...noun)}`
            : plural(page.totalItems, ...noun)}
          {page.hidden > 0 &&
            ` · ${page.hidden} on this page not visible to you`}
        </span>
        {(list.next || list.previous) && (
          <>
            <Button
              size="small"
              disabled={!list.previous || list.loading}
              onClick={turn(list.previous)}
            >
              Previous
            </Button>
            <Button
              size="small"
              disabled={!list.next || list.loading}
              onClick={turn(list.next)}
            >
              Next
            </Button>
          </>
        )}
      </div>
    </div>
  );
}

function SortHeader<Sort extends string>(props: {
  column: string;
  by: Sort;
  sort: SortOrder<Sort>;
  onSort: (sort: SortOrder<Sort>) => void;
}) {
  const { column, by, sort, onSort } = props;
  const active = sort.by === by;
  const descending = active && sort.order === 'desc';
  return (
    <TableSortLabel
      active={active}
      direction={active ? sort.order : 'desc'}
      onClick={() => onSort({ by, order: descending ? 'asc' : 'desc' })}
    >
      {column}
    </TableSortLabel>
  );
}
