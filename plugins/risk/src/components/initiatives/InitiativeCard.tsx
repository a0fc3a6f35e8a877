import { useId, useState } from 'react';
import Link from '@material-ui/core/Link';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  Initiative,
  riskAdministerPermission,
} from '@product-risk/backstage-plugin-risk-common';
import { categoryTitle } from '../categories/categoryWords';
import {
  CatalogLink,
  EntityName,
  FactList,
  formatDay,
  GuardedButton,
  plural,
} from '../primitives';
import { CloseInitiativeDialog } from './CloseInitiativeDialog';
import { CostComparison } from './CostComparison';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gap: theme.spacing(1),
      paddingTop: theme.spacing(2),
      borderTop: `1px solid ${theme.palette.divider}`,
      '&:first-child': { borderTop: 0, paddingTop: 0 },
    },
    head: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'baseline',
      gap: theme.spacing(0.5, 2),
    },
    title: { fontSize: '1rem', fontWeight: 600, marginRight: 'auto' },
    state: { color: theme.palette.text.secondary, fontSize: '0.875rem' },
    open: { font: 'inherit', textAlign: 'left', verticalAlign: 'baseline' },
    effect: { fontWeight: 600 },
    products: { margin: 0, paddingLeft: theme.spacing(2.5), lineHeight: 1.5 },
  }),
  { name: 'RiskInitiative' },
);

const nowWords = (now: boolean | undefined) => {
  if (now === undefined) return 'not assessed any more, so not compared';
  return now ? 'still affected' : 'not affected any more';
};

function Products({ initiative }: { initiative: Initiative }) {
  const classes = useStyles();
  const { products, hiddenProducts } = initiative;
  if (products.length + hiddenProducts === 0) return null;
  return (
    <details>
      <summary>{plural(products.length + hiddenProducts, 'product')}</summary>
      <ul className={classes.products}>
        {products.map(({ product, before, now }) => (
          <li key={product.ref}>
            <CatalogLink to={product} risk />:{' '}
            {before ? nowWords(now) : 'affected since then'}
          </li>
        ))}
        {hiddenProducts > 0 && (
          <li>{plural(hiddenProducts, 'further product')} not shown</li>
        )}
      </ul>
    </details>
  );
}

/** One initiative: what it is for, what it costs, and whether it works. */
export function InitiativeCard(props: {
  initiative: Initiative;
  onOpenCategory: (category: string) => void;
  onChanged: () => void;
}) {
  const { initiative, onOpenCategory, onChanged } = props;
  const classes = useStyles();
  const titleId = useId();
  const [closing, setClosing] = useState(false);
  const { category, cost, effect, sponsor, state } = initiative;
  return (
    <article className={classes.root} aria-labelledby={titleId}>
      <div className={classes.head}>
        <Typography id={titleId} component="h3" className={classes.title}>
          {initiative.title}
        </Typography>
        <span className={classes.state}>
          {state === 'open'
            ? `since ${formatDay(initiative.createdAt)}`
            : `closed on ${formatDay(
                initiative.closedAt ?? initiative.createdAt,
              )}`}
        </span>
        {state === 'open' && (
          <GuardedButton
            permission={riskAdministerPermission}
            refusal="Initiatives are closed by the people who administer risks."
            variant="outlined"
            onClick={() => setClosing(true)}
          >
            Close…
          </GuardedButton>
        )}
      </div>
      <FactList
        facts={[
          [
            'For',
            <Link
              key="category"
              component="button"
              underline="always"
              className={classes.open}
              onClick={() => onOpenCategory(category.id)}
            >
              {categoryTitle(category)}
            </Link>,
          ],
          ['Sponsor', <EntityName key="sponsor" of={sponsor} link />],
          ['Expected', initiative.hypothesis],
          ['Cost', cost.sentence],
          [
            'Before and now',
            <>
              <span className={classes.effect}>{effect.sentence}</span>
              {effect.lost > 0 &&
                ` ${plural(
                  effect.lost,
                  'product is',
                  'products are',
                )} not assessed any more and not compared.`}
            </>,
          ],
          ['Outcome', initiative.outcome],
        ]}
      />
      <CostComparison cost={cost} />
      <Products initiative={initiative} />
      {closing && (
        <CloseInitiativeDialog
          initiative={initiative}
          onClose={() => setClosing(false)}
          onDone={() => {
            setClosing(false);
            onChanged();
          }}
        />
      )}
    </article>
  );
}
