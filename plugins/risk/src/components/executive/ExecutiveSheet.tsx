import { ReactNode, useId } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import {
  DecisionPortfolio,
  ExecutiveSummary,
  Report,
} from '@product-risk/backstage-plugin-risk-common';
import { CatalogLink, formatTime, plural } from '../primitives';
import { BudgetShares } from './BudgetShares';

const NAMED = 5;

const useStyles = makeStyles(
  {
    title: { fontSize: '18pt', lineHeight: 1.2, margin: '0 0 1mm' },
    when: { color: '#555', fontSize: '9.5pt', margin: 0 },
    lead: { fontSize: '12pt', margin: '5mm 0 0' },
    section: {
      marginTop: '6mm',
      paddingTop: '4mm',
      borderTop: '1px solid #bbb',
      breakInside: 'avoid',
    },
    heading: { fontSize: '13pt', margin: '0 0 2mm' },
    list: { margin: '1mm 0 0', paddingLeft: '6mm' },
    item: { marginBottom: '1.5mm' },
    text: { margin: '0 0 1mm' },
    foot: { color: '#555', fontSize: '9pt', margin: '6mm 0 0' },
  },
  { name: 'RiskExecutiveSheet' },
);

function Section(props: { title: string; children: ReactNode }) {
  const classes = useStyles();
  const id = useId();
  return (
    <section className={classes.section} aria-labelledby={id}>
      <h2 id={id} className={classes.heading}>
        {props.title}
      </h2>
      {props.children}
    </section>
  );
}

/** What leaders need to know of the organisation's risks, on one page. */
export function ExecutiveSheet(props: {
  organisation?: string;
  report: Report;
  summary: ExecutiveSummary;
  decisions: DecisionPortfolio;
}) {
  const { organisation, report, summary, decisions } = props;
  const classes = useStyles();
  return (
    <>
      <h1 className={classes.title}>
        Product risk{organisation && ` at ${organisation}`}
      </h1>
      <p className={classes.when}>As of {formatTime(summary.asOf)}</p>
      <p className={classes.lead}>{report.headline[0]}</p>
      <Budgets budgets={summary.budgets} />
      <Themes themes={summary.themes} />
      <Decisions decisions={decisions} />
      <p className={classes.foot}>
        A point is the loss that the organisation says it is; exposure is the
        loss to expect in a year. What nobody looked at is unknown, not safe.
      </p>
    </>
  );
}

function Budgets({ budgets }: Pick<ExecutiveSummary, 'budgets'>) {
  const classes = useStyles();
  const { products, hidden } = budgets;
  return (
    <Section title="Do products stay within their budget?">
      <BudgetShares budgets={budgets} />
      {products.length > 0 && (
        <ul className={classes.list}>
          {products.map(({ product, sentence }) => (
            <li key={product.ref} className={classes.item}>
              <strong>
                <CatalogLink to={product} risk />
              </strong>
              : {sentence}
            </li>
          ))}
        </ul>
      )}
      {hidden > 0 && (
        <p className={classes.text}>
          {plural(hidden, 'further product')} not named here.
        </p>
      )}
    </Section>
  );
}

function Themes({ themes }: Pick<ExecutiveSummary, 'themes'>) {
  const classes = useStyles();
  return (
    <Section title="What do most products share?">
      {themes.length === 0 ? (
        <p className={classes.text}>
          Nothing is shared by more products than is tolerated, as far as they
          were looked at.
        </p>
      ) : (
        <ol className={classes.list}>
          {themes.map(({ id, name, sentence, initiative }) => (
            <li key={id} className={classes.item}>
              <strong>{name}.</strong> {sentence}{' '}
              {initiative
                ? `Under way: ${initiative}.`
                : 'Nothing is under way for all of them.'}
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
}

function Decisions({ decisions }: { decisions: DecisionPortfolio }) {
  const classes = useStyles();
  const { waiting, overdue } = decisions.total;
  const late = decisions.products
    .filter(({ counts }) => counts.overdue > 0)
    .sort((a, b) => b.counts.overdue - a.counts.overdue);
  return (
    <Section title="Which decisions are overdue?">
      <p className={classes.text}>
        {overdue === 0
          ? `None. ${
              waiting === 0
                ? 'No decision waits.'
                : `${plural(
                    waiting,
                    'decision waits',
                    'decisions wait',
                  )} for an answer, all in time.`
            }`
          : `${overdue} of ${plural(
              waiting,
              'decision that waits',
              'decisions that wait',
            )} for an answer ${overdue === 1 ? 'is' : 'are'} overdue.`}
      </p>
      {late.length > 0 && (
        <ul className={classes.list}>
          {late.slice(0, NAMED).map(({ product, counts }) => (
            <li key={product.ref} className={classes.item}>
              <CatalogLink to={product} risk />: {counts.overdue} overdue
            </li>
          ))}
          {late.length > NAMED && (
            <li>and {plural(late.length - NAMED, 'further product')}</li>
          )}
        </ul>
      )}
    </Section>
  );
}
