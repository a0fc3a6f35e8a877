import { ReactNode } from 'react';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  Decision,
  ProductRisk,
} from '@product-risk/backstage-plugin-risk-common';
import { formatPoints } from '@product-risk/risk-model';
import { FindingLink, NamedText, plural } from '../primitives';
import { DecisionLink } from './DecisionLink';
import { decisionWords } from './decisionWords';

/** As many lines as a group shows. */
export const SHOWN = 5;

const useStyles = makeStyles(
  theme => ({
    title: { fontSize: '0.9375rem', fontWeight: 600 },
    list: {
      margin: theme.spacing(0.5, 0, 0),
      padding: 0,
      listStyle: 'none',
      display: 'grid',
      gap: theme.spacing(1),
    },
    sentence: { overflowWrap: 'anywhere' },
    below: { color: theme.palette.text.secondary, fontSize: '0.875rem' },
  }),
  { name: 'RiskDecisionGroup' },
);

interface Line {
  key: string;
  sentence: ReactNode;
  exposure: number;
  words: string;
}

function Group(props: {
  title: string;
  lines: readonly Line[];
  total: number;
  empty: string;
  /** Listed before the lines. */
  first?: ReactNode;
}) {
  const { title, lines, total, empty, first } = props;
  const classes = useStyles();
  const more = total - lines.length;
  return (
    <section aria-label={title}>
      <Typography component="h3" className={classes.title}>
        {title}
      </Typography>
      {total === 0 && !first && (
        <Typography variant="body2" color="textSecondary">
          {empty}
        </Typography>
      )}
      <ul className={classes.list}>
        {first && <li>{first}</li>}
        {lines.map(({ key, sentence, exposure, words }) => (
          <li key={key}>
            <div className={classes.sentence}>{sentence}</div>
            <div className={classes.below}>
              {formatPoints(exposure)} points · <NamedText text={words} />
            </div>
          </li>
        ))}
      </ul>
      {more > 0 && (
        <Typography variant="body2">
          and {plural(more, 'more', 'more')}
        </Typography>
      )}
    </section>
  );
}

/** Decisions of a product that are at the same point. */
export function DecisionGroup(props: {
  title: string;
  decisions: readonly Decision[];
  empty: string;
  /** Listed before the decisions. */
  first?: ReactNode;
}) {
  const { title, decisions, empty, first } = props;
  return (
    <Group
      title={title}
      empty={empty}
      first={first}
      total={decisions.length}
      lines={decisions.slice(0, SHOWN).map(decision => ({
        key: decision.id,
        sentence: (
          <DecisionLink decision={decision}>{decision.sentence}</DecisionLink>
        ),
        exposure: decision.exposure,
        words: decisionWords(decision),
      }))}
    />
  );
}

/** Risks that something is done about, with the decision behind it if any. */
export function TreatedGroup(props: {
  risks: readonly ProductRisk[];
  totalItems: number;
  /** Decisions to treat instead of accepting. */
  chosen: readonly Decision[];
}) {
  const { risks, totalItems, chosen } = props;
  return (
    <Group
      title={`Treatment under way (${totalItems})`}
      empty="No mitigation is planned, and no options were chosen."
      total={totalItems}
      lines={risks.map(risk => {
        const decision = chosen.find(one =>
          one.risks.some(({ id }) => id === risk.id),
        );
        return {
          key: risk.id,
          sentence: decision ? (
            <DecisionLink decision={decision}>
              {decidedWords(decision, risk)}
            </DecisionLink>
          ) : (
            <RiskSentence risk={risk} />
          ),
          exposure: risk.exposure,
          words: decision
            ? decisionWords(decision)
            : 'a mitigation is planned or claimed',
        };
      })}
    />
  );
}

/** As the owner read it, where the decision is about nothing else. */
function decidedWords(
  { risks, hiddenRisks, sentence }: Decision,
  risk: ProductRisk,
): string {
  return risks.length + hiddenRisks === 1 ? sentence : risk.statement;
}

function RiskSentence({ risk }: { risk: ProductRisk }) {
  const { findingId, entities, statement } = risk;
  const [entity] = entities;
  return findingId && entity ? (
    <FindingLink entityRef={entity.ref} findingId={findingId}>
      {statement}
    </FindingLink>
  ) : (
    <>{statement}</>
  );
}
