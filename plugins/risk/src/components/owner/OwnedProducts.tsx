import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  Decision,
  EntityLink,
  OwnedProducts as Owned,
  ProductSummary,
} from '@product-risk/backstage-plugin-risk-common';
import { formatPoints } from '@product-risk/risk-model';
import { CatalogLink, PartialNotice, plural } from '../primitives';
import { ProductCard } from './ProductCard';
import { WaitingElsewhere } from './WaitingElsewhere';

const useStyles = makeStyles(
  theme => ({
    root: { display: 'grid', gap: theme.spacing(2), minWidth: 0 },
    domain: {
      fontSize: '1rem',
      fontWeight: 600,
      marginBottom: theme.spacing(1),
    },
    cards: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 360px), 1fr))',
      gap: theme.spacing(2),
      margin: 0,
      padding: 0,
      listStyle: 'none',
    },
  }),
  { name: 'RiskOwnedProducts' },
);

interface DomainGroup {
  domain?: EntityLink;
  products: ProductSummary[];
}

/** Groups in the order of their worst product, as the list is worst first. */
function byDomain(products: readonly ProductSummary[]): DomainGroup[] {
  const groups = new Map<string, DomainGroup>();
  for (const product of products) {
    const key = product.domain?.ref ?? '';
    const group = groups.get(key) ?? { domain: product.domain, products: [] };
    group.products.push(product);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function totalSentence({ products, total }: Owned): string {
  const unknown = products.filter(({ assessed }) => !assessed).length;
  if (unknown === products.length) {
    return `${plural(products.length, 'product')}, none of them assessed yet.`;
  }
  const carried = `${plural(products.length, 'product')} with ${formatPoints(
    total,
  )} points of exposure together`;
  return unknown === 0
    ? `${carried}.`
    : `${carried}; ${unknown} not assessed, so more than this is possible.`;
}

/** The products somebody answers for, worst first, by domain. */
export function OwnedProducts(props: {
  owned: Owned;
  /** Decisions whose next step is mine. */
  waiting?: readonly Decision[];
}) {
  const { owned, waiting = [] } = props;
  const classes = useStyles();
  const refs = owned.products.map(({ entity }) => entity?.ref);
  const groups = byDomain(owned.products);
  return (
    <div className={classes.root}>
      <Typography>{totalSentence(owned)}</Typography>
      {owned.truncated && (
        <PartialNotice
          title={`Only the worst ${owned.products.length} are shown`}
        >
          The report lists all products.
        </PartialNotice>
      )}
      <WaitingElsewhere
        decisions={waiting.filter(({ product }) => !refs.includes(product.ref))}
      />
      {groups.map(({ domain, products }) => (
        <section
          key={domain?.ref ?? ''}
          aria-label={domain?.title ?? 'No domain'}
        >
          <Typography component="h2" className={classes.domain}>
            {domain ? <CatalogLink to={domain} /> : 'No domain'}
          </Typography>
          <ul className={classes.cards}>
            {products.map(product => (
              <li key={product.entity?.ref}>
                <ProductCard
                  product={product}
                  waiting={
                    waiting.filter(
                      decision => decision.product.ref === product.entity?.ref,
                    ).length
                  }
                />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
