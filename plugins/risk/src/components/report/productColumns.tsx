import { ProductSummary } from '@product-risk/backstage-plugin-risk-common';
import {
  CatalogLink,
  ChangeArrow,
  Column,
  ExposureNumber,
  LevelMark,
  NotAssessed,
  OwnerLine,
  ProbabilityNumber,
} from '../primitives';
import { Spark } from '../trend';
import { BudgetCell } from './BudgetCell';
import { ModelledShare } from './ModelledShare';
import { ProductSort } from './useProductFilters';

const TREND_DAYS = 30;

function Worst({ product }: { product: ProductSummary }) {
  const { assessed, worst, risks } = product;
  if (!assessed) return <NotAssessed />;
  if (worst) return <LevelMark level={worst} />;
  return risks.unrated > 0 ? <LevelMark level="unrated" /> : <>none</>;
}

/** The columns of the products on the report. */
export const productColumns: Column<ProductSummary, ProductSort>[] = [
  {
    id: 'title',
    header: 'Product',
    sort: 'title',
    render: ({ entity }) =>
      entity ? (
        <CatalogLink to={entity} risk />
      ) : (
        <em>a product you may not see</em>
      ),
  },
  {
    id: 'worst',
    header: 'Worst',
    width: 128,
    render: product => <Worst product={product} />,
  },
  {
    id: 'exposure',
    header: 'Points',
    sort: 'exposure',
    align: 'right',
    width: 88,
    render: ({ assessed, exposures, entity }) =>
      assessed ? (
        <ExposureNumber
          units={exposures.current}
          bare
          explain={entity && { metric: 'exposure', ref: entity.ref }}
        />
      ) : (
        '–'
      ),
  },
  {
    id: 'change',
    header: 'Change',
    optional: true,
    width: 96,
    render: ({ assessed, change }) =>
      assessed && change ? <ChangeArrow delta={change.delta} /> : '',
  },
  {
    id: 'severe',
    header: 'Severe event',
    sort: 'severe',
    align: 'right',
    width: 132,
    render: ({ severe, entity }) =>
      severe.probability === undefined ? (
        'not known'
      ) : (
        <ProbabilityNumber
          probability={severe.probability}
          explain={entity && { metric: 'severe', ref: entity.ref }}
        />
      ),
  },
  {
    id: 'budget',
    header: 'Budget',
    optional: true,
    width: 124,
    render: ({ budget }) => <BudgetCell budget={budget} />,
  },
  {
    id: 'coverage',
    header: 'Modelled',
    sort: 'coverage',
    width: 108,
    render: ({ coverage }) => <ModelledShare coverage={coverage} />,
  },
  {
    id: 'unrated',
    header: 'Unrated',
    optional: true,
    sort: 'unrated',
    align: 'right',
    width: 92,
    render: ({ risks }) => risks.unrated,
  },
  {
    id: 'owner',
    header: 'Owner',
    render: ({ owner }) => <OwnerLine owner={owner} brief />,
  },
  {
    id: 'trend',
    header: `${TREND_DAYS} days`,
    optional: true,
    width: 112,
    render: ({ trend }) => <Spark points={trend} days={TREND_DAYS} />,
  },
];
