import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  CategoryPage,
  EntityLink,
  riskAdministerPermission,
} from '@product-risk/backstage-plugin-risk-common';
import { useAsyncResource, useRiskApi, useUrlState } from '../../hooks';
import { AssessmentList } from '../assessments';
import {
  EntityName,
  ExposureNumber,
  FactList,
  FindingLink,
  GuardedButton,
  NotAssessed,
  plural,
  ResourceView,
  SideDrawer,
} from '../primitives';
import { CategoryEvidence } from './CategoryEvidence';
import { CategoryProducts } from './CategoryProducts';
import { CategoryRisks } from './CategoryRisks';
import { CategoryTrend } from './CategoryTrend';
import { categoryTitle, prevalenceWords, verdictWords } from './categoryWords';

const useStyles = makeStyles(
  theme => ({
    heading: {
      fontSize: '1rem',
      fontWeight: 600,
      margin: theme.spacing(2.5, 0, 0.5),
    },
    action: { marginTop: theme.spacing(1.5) },
    list: { margin: 0, paddingLeft: theme.spacing(2.5), lineHeight: 1.5 },
  }),
  { name: 'RiskCategoryDrawer' },
);

/** One category beside the report: verdict, trend, causes, products, risks. */
export function CategoryDrawer(props: {
  category?: string;
  onClose: () => void;
  /** After something that changes the report. */
  onChanged: () => void;
}) {
  const { category, onClose, onChanged } = props;
  return (
    <SideDrawer
      open={Boolean(category)}
      onClose={onClose}
      title={category ? category.slice(category.indexOf(':') + 1) : ''}
    >
      {category && (
        <Content key={category} category={category} onChanged={onChanged} />
      )}
    </SideDrawer>
  );
}

function Content(props: { category: string; onChanged: () => void }) {
  const { category, onChanged } = props;
  const api = useRiskApi();
  const page = useAsyncResource(
    () => api.getCategory({ query: { category } }),
    [api, category],
  );
  return (
    <ResourceView of={page}>
      {value => (
        <Parts
          page={value}
          onChanged={() => {
            page.reload();
            onChanged();
          }}
        />
      )}
    </ResourceView>
  );
}

function Parts(props: { page: CategoryPage; onChanged: () => void }) {
  const { page, onChanged } = props;
  const classes = useStyles();
  const [{ ofProduct, fromFinding, fromEntity }, setUrl] = useUrlState(
    'category',
    'initiative',
    'ofProduct',
    'fromFinding',
    'fromEntity',
  );
  const setProduct = (product?: EntityLink) =>
    setUrl({ ofProduct: product?.ref ?? '' });
  const { verdict, above, causes } = page;
  return (
    <>
      {fromFinding && fromEntity && (
        <FindingLink entityRef={fromEntity} findingId={fromFinding}>
          Back to the finding
        </FindingLink>
      )}
      <Typography>{verdict.category.name}</Typography>
      <FactList
        facts={[
          ['Part of', above.map(categoryTitle).join(' · ')],
          ['Verdict', verdictWords[verdict.verdict]],
          [
            'Affected',
            verdict.prevalence === undefined ? (
              <NotAssessed />
            ) : (
              `${prevalenceWords(verdict).join('; ')}.`
            ),
          ],
          [
            'Exposure',
            verdict.assessed > 0 ? (
              <ExposureNumber units={verdict.exposure} />
            ) : (
              <NotAssessed />
            ),
          ],
        ]}
      />
      {verdict.systemic && (
        <div className={classes.action}>
          <GuardedButton
            permission={riskAdministerPermission}
            refusal="Initiatives are started by the people who administer risks."
            variant="outlined"
            onClick={() =>
              setUrl({ category: '', initiative: verdict.category.id })
            }
          >
            Start an initiative
          </GuardedButton>
        </div>
      )}
      <h3 className={classes.heading}>Why</h3>
      <ul className={classes.list}>
        {verdict.reasons.map(reason => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      <h3 className={classes.heading}>Trend</h3>
      <CategoryTrend points={page.trend} assessed={verdict.assessed > 0} />
      <h3 className={classes.heading}>Causes that products share</h3>
      {causes.length === 0 ? (
        <Typography variant="body2">None is known.</Typography>
      ) : (
        <ul className={classes.list}>
          {causes.map(({ title, affected }, index) => (
            <li key={title ?? index}>
              {title ?? 'A root cause that you may not see'}: behind{' '}
              {plural(affected, 'affected product')}
            </li>
          ))}
        </ul>
      )}
      <h3 className={classes.heading}>Where it is</h3>
      <CategoryProducts page={page} onOpenRisks={setProduct} />
      <h3 className={classes.heading}>
        Open risks
        {ofProduct && (
          <>
            {' of '}
            {page.products.find(({ product }) => product.ref === ofProduct)
              ?.product.title ?? <EntityName of={ofProduct} />}
          </>
        )}
      </h3>
      {ofProduct && (
        <Button size="small" onClick={() => setProduct(undefined)}>
          Show the risks of all products
        </Button>
      )}
      <CategoryRisks
        category={verdict.category.id}
        product={ofProduct}
        onLinked={onChanged}
      />
      <h3 className={classes.heading}>What informs it</h3>
      <CategoryEvidence category={verdict.category.id} />
      <h3 className={classes.heading}>What was assessed</h3>
      <AssessmentList
        category={verdict.category.id}
        product={ofProduct}
        onChanged={onChanged}
      />
    </>
  );
}
