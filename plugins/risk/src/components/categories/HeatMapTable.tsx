import ButtonBase from '@material-ui/core/ButtonBase';
import { makeStyles } from '@material-ui/core/styles';
import {
  CategoryLink,
  HeatMap,
} from '@product-risk/backstage-plugin-risk-common';
import { useRiskPalette } from '../../theme/useRiskPalette';
import { CatalogLink } from '../primitives';
import { categoryTitle } from './categoryWords';

type Row = HeatMap['rows'][number];
type Cell = Row['cells'][number];

const useStyles = makeStyles(
  theme => ({
    // The words for screen readers stand out of the flow: without a box of their
    // own to scroll in they would widen the page.
    container: { position: 'relative', overflow: 'auto', maxHeight: 640 },
    table: {
      borderCollapse: 'separate',
      borderSpacing: 2,
      fontSize: '0.8125rem',
    },
    corner: { textAlign: 'left', minWidth: 160 },
    product: {
      position: 'sticky',
      left: 0,
      textAlign: 'left',
      fontWeight: 400,
      padding: theme.spacing(0.25, 1, 0.25, 0),
      backgroundColor: theme.palette.background.paper,
      zIndex: 1,
    },
    category: { fontWeight: 600, whiteSpace: 'nowrap' },
    open: {
      font: 'inherit',
      color: 'inherit',
      padding: theme.spacing(0.25, 0.5),
      textDecoration: 'underline',
    },
    cell: {
      minWidth: 64,
      height: 28,
      textAlign: 'center',
      padding: theme.spacing(0, 0.5),
      borderRadius: 2,
      whiteSpace: 'nowrap',
    },
    legend: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0.5, 2.5),
      listStyle: 'none',
      margin: theme.spacing(0, 0, 1),
      padding: 0,
      fontSize: '0.8125rem',
    },
    sample: { padding: '1px 6px', borderRadius: 2 },
    spoken: {
      position: 'absolute',
      width: 1,
      height: 1,
      overflow: 'hidden',
      clip: 'rect(0 0 0 0)',
      whiteSpace: 'nowrap',
    },
  }),
  { name: 'RiskHeatMapTable' },
);

const stateWords: Record<Cell['state'], string> = {
  none: 'nothing found',
  below: 'below the level that counts, or suggested only',
  affected: 'affected',
};

/** Such as "▲ 3 +1": affected by 3 confirmed risks, 1 suggested. */
function signs({ state, confirmed, suggested }: Cell): string {
  if (state === 'none') return '0';
  return [
    state === 'affected' && '▲',
    confirmed > 0 && confirmed,
    suggested > 0 && `+${suggested}`,
  ]
    .filter(Boolean)
    .join(' ');
}

function spokenWords(cell: Cell): string {
  const { state, confirmed, suggested } = cell;
  return state === 'none'
    ? stateWords.none
    : `${stateWords[state]}: ${confirmed} confirmed, ${suggested} suggested`;
}

function useCellStyle() {
  const { levelTint, level, surface, notAssessed } = useRiskPalette();
  return (state: Cell['state'] | undefined) => {
    if (state === undefined) return { background: notAssessed.background };
    if (state === 'affected') {
      return {
        background: levelTint.critical,
        color: level.critical,
        fontWeight: 600,
      };
    }
    return {
      background: state === 'below' ? levelTint.medium : surface,
      color: state === 'below' ? level.medium : notAssessed.text,
    };
  };
}

/** Products by categories; what was not assessed is hatched, never zero. */
export function HeatMapTable(props: {
  rows: readonly Row[];
  categories: readonly CategoryLink[];
  onOpen: (category: string) => void;
}) {
  const { rows, categories, onOpen } = props;
  const classes = useStyles();
  const styleOf = useCellStyle();
  return (
    <>
      <ul className={classes.legend} aria-label="What the cells mean">
        <li>
          <span className={classes.sample} style={styleOf('affected')}>
            ▲ 2 +1
          </span>{' '}
          affected, risks confirmed and suggested
        </li>
        <li>
          <span className={classes.sample} style={styleOf('below')}>
            1
          </span>{' '}
          {stateWords.below}
        </li>
        <li>
          <span className={classes.sample} style={styleOf('none')}>
            0
          </span>{' '}
          {stateWords.none}
        </li>
        <li>
          <span
            className={classes.sample}
            style={{ ...styleOf(undefined), paddingRight: 24 }}
          />{' '}
          not assessed
        </li>
      </ul>
      <div className={classes.container}>
        <table className={classes.table} aria-label="Heat map">
          <thead>
            <tr>
              <th
                scope="col"
                className={`${classes.product} ${classes.corner}`}
              >
                Product
              </th>
              {categories.map(category => (
                <th
                  key={category.id}
                  scope="col"
                  className={classes.category}
                  title={category.name}
                >
                  <ButtonBase
                    className={classes.open}
                    onClick={() => onOpen(category.id)}
                    aria-label={categoryTitle(category)}
                  >
                    {category.node}
                  </ButtonBase>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ product, cells }) => {
              const known = new Map(cells.map(cell => [cell.category, cell]));
              return (
                <tr key={product.ref}>
                  <th scope="row" className={classes.product}>
                    <CatalogLink to={product} risk />
                  </th>
                  {categories.map(({ id }) => {
                    const cell = known.get(id);
                    return (
                      <td
                        key={id}
                        className={classes.cell}
                        style={styleOf(cell?.state)}
                      >
                        {cell && <span aria-hidden="true">{signs(cell)}</span>}
                        <span className={classes.spoken}>
                          {cell ? spokenWords(cell) : 'not assessed'}
                        </span>
                      </td>
                    );
                  })}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </>
  );
}
