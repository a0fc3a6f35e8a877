import { useRouteRef } from '@backstage/core-plugin-api';
import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { Explanation } from '@product-risk/backstage-plugin-risk-common';
import { useAsyncResource, useRiskApi } from '../../hooks';
import { explainedInRouteRef } from '../../routes';
import { CatalogLink } from '../primitives/CatalogLink';
import { FactList } from '../primitives/FactList';
import { NotAssessed } from '../primitives/NotAssessed';
import { ResourceView } from '../primitives/ResourceView';
import { SideDrawer } from '../primitives/SideDrawer';
import { formatTime, plural } from '../primitives/format';
import { ExplainInputs } from './ExplainInputs';
import { ExplainQuestion } from './ExplainQuestion';
import { formatMetric } from './formatMetric';

const useStyles = makeStyles(
  theme => ({
    value: { fontSize: '2rem', fontWeight: 600, lineHeight: 1.2 },
    sentence: { fontSize: '1rem', margin: theme.spacing(1, 0, 2) },
    heading: {
      fontSize: '0.875rem',
      fontWeight: 600,
      margin: theme.spacing(2.5, 0, 0.5),
    },
    list: { margin: 0, paddingLeft: theme.spacing(2.5), lineHeight: 1.5 },
    foot: { marginTop: theme.spacing(3) },
  }),
  { name: 'RiskExplainDrawer' },
);

/** Side drawer "what is this made of". */
export function ExplainDrawer(props: {
  question?: ExplainQuestion;
  onClose: () => void;
}) {
  const { question, onClose } = props;
  return (
    <SideDrawer
      open={Boolean(question)}
      onClose={onClose}
      title="What is this made of?"
    >
      {question && <Answer question={question} />}
    </SideDrawer>
  );
}

function Answer({ question }: { question: ExplainQuestion }) {
  const { metric, ref } = question;
  const api = useRiskApi();
  const explanation = useAsyncResource(
    () => api.explain({ params: { metric }, query: { ref } }),
    [api, metric, ref],
  );
  return (
    <ResourceView of={explanation}>
      {value => <ExplanationText explanation={value} />}
    </ResourceView>
  );
}

function ExplanationText({ explanation }: { explanation: Explanation }) {
  const classes = useStyles();
  const { subject, title, sentence, formula, unit, value } = explanation;
  const { excluded, coverage, asOf, policyVersion } = explanation;
  return (
    <>
      <Typography color="textSecondary">
        {title}
        {subject && (
          <>
            {' of '}
            <CatalogLink to={subject} />
          </>
        )}
      </Typography>
      <div className={classes.value}>
        {value === undefined ? <NotAssessed /> : formatMetric(value, unit)}
      </div>
      <Typography className={classes.sentence}>{sentence}</Typography>

      <Typography component="h3" className={classes.heading}>
        How it is computed
      </Typography>
      <Typography variant="body2">{formula}</Typography>

      <Typography component="h3" className={classes.heading}>
        What goes in
      </Typography>
      <ExplainInputs explanation={explanation} />

      {excluded.length > 0 && (
        <>
          <Typography component="h3" className={classes.heading}>
            Left out, and why
          </Typography>
          <Typography component="ul" variant="body2" className={classes.list}>
            {excluded.map(({ label, count, reason }, index) => (
              <li key={index}>
                {count === undefined ? label : `${count} ${label}`}: {reason}
              </li>
            ))}
          </Typography>
        </>
      )}

      {coverage && (
        <>
          <Typography component="h3" className={classes.heading}>
            How much we know
          </Typography>
          <Typography variant="body2">
            {coverage.modelled} of {plural(coverage.components, 'component')}{' '}
            modelled, {coverage.stale} stale, {plural(coverage.unrated, 'risk')}{' '}
            unrated, {plural(coverage.notReviewed, 'finding')} not reviewed,{' '}
            {plural(coverage.failedSources, 'source')} unreadable.
          </Typography>
        </>
      )}

      <div className={classes.foot}>
        <FactList
          facts={[
            ['As of', formatTime(asOf)],
            ['Policy', policyVersion],
            ['Meaning', <ModelLink key="link" />],
          ]}
        />
      </div>
    </>
  );
}

function ModelLink() {
  const modelPage = useRouteRef(explainedInRouteRef)?.();
  return modelPage ? (
    <Link to={modelPage}>Our risk model</Link>
  ) : (
    <>see “Our risk model”</>
  );
}
