import { ReactNode, useState } from 'react';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  CategoryDecisions,
  CategoryDecisionsResult,
  CategoryTriageItem,
} from '@product-risk/backstage-plugin-risk-common';
import { useAction, usePagedList, useRiskApi } from '../../hooks';
import {
  CatalogLink,
  Column,
  DataTable,
  ErrorState,
  Panel,
  plural,
} from '../primitives';
import { SuggestionChoice } from './SuggestionChoice';
import { CategorySuggestion, waitingSuggestions } from './suggestionWords';

const PAGE_SIZE = 25;

const useStyles = makeStyles(
  theme => ({
    actions: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(1),
      marginBottom: theme.spacing(1),
    },
  }),
  { name: 'RiskCategoryTriage' },
);

type Choice = Omit<CategoryDecisions['decisions'][number], 'decision'>;

const keyOf = ({ findingId, category }: Choice) => `${findingId} ${category}`;

const choiceOf = (
  { findingId }: CategoryTriageItem,
  { category }: CategorySuggestion,
): Choice => ({ findingId, category: category.id });

/**
 * Suggested categories that wait for a person, confirmed or rejected in bulk:
 * those of one framework, or those in the scope of a session.
 */
export function CategoryTriage(props: {
  framework?: string;
  /** Id of the session in which they are decided. */
  session?: string;
  /** Shown instead of an empty list. */
  empty?: ReactNode;
  onDecided?: () => void;
}) {
  const { framework, session, empty, onDecided } = props;
  const classes = useStyles();
  const api = useRiskApi();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [result, setResult] = useState<CategoryDecisionsResult>();
  const list = usePagedList(
    cursor =>
      api.listCategoryTriage({
        query: { framework, session, cursor, limit: PAGE_SIZE },
      }),
    [framework, session],
  );
  const offered = (list.value?.items ?? []).flatMap(item =>
    waitingSuggestions(item).map(suggestion => choiceOf(item, suggestion)),
  );
  const selected = offered.filter(choice => chosen.has(keyOf(choice)));
  const decide = useAction(async (decision: 'confirm' | 'reject') => {
    const decisions = selected.map(choice => ({ ...choice, decision }));
    setResult(
      await api.decideCategories({ body: { decisions, sessionId: session } }),
    );
    setChosen(new Set());
    list.reload();
    onDecided?.();
  });
  const all = offered.length > 0 && selected.length === offered.length;

  const toggle = (choice: Choice, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(keyOf(choice));
    else next.delete(keyOf(choice));
    setChosen(next);
  };

  const columns: Column<CategoryTriageItem>[] = [
    {
      id: 'finding',
      header: 'Finding',
      width: 300,
      render: ({ title, entity }) => (
        <>
          {title}
          {entity && ', '}
          {entity && <CatalogLink to={entity} risk />}
        </>
      ),
    },
    {
      id: 'suggestions',
      header: 'Suggestions',
      render: item => (
        <SuggestionChoice
          finding={item}
          suggestions={waitingSuggestions(item)}
          named={framework === undefined}
          disabled={decide.running}
          isChosen={suggestion => chosen.has(keyOf(choiceOf(item, suggestion)))}
          onToggle={(suggestion, on) => toggle(choiceOf(item, suggestion), on)}
        />
      ),
    },
  ];

  return (
    <Panel title="Categories to confirm">
      {offered.length > 0 && (
        <div className={classes.actions}>
          <Button
            size="small"
            onClick={() => setChosen(new Set(all ? [] : offered.map(keyOf)))}
          >
            {all ? 'Choose no suggestion' : 'Choose all suggestions shown'}
          </Button>
          <Button
            size="small"
            disabled={selected.length === 0 || decide.running}
            onClick={() => decide.run('reject')}
          >
            Reject {plural(selected.length, 'suggestion')}
          </Button>
          <Button
            size="small"
            variant="contained"
            color="primary"
            disabled={selected.length === 0 || decide.running}
            onClick={() => decide.run('confirm')}
          >
            Confirm {plural(selected.length, 'suggestion')}
          </Button>
        </div>
      )}
      {decide.error && (
        <ErrorState error={decide.error} onRetry={list.reload} />
      )}
      {result && <Outcome result={result} />}
      <DataTable
        label="Categories to confirm"
        list={list}
        columns={columns}
        rowKey={({ findingId }) => findingId}
        noun={['finding', 'findings']}
        pageSize={PAGE_SIZE}
        empty={
          <Typography variant="body2">
            {empty ?? 'No finding waits for somebody to confirm its category.'}
          </Typography>
        }
      />
    </Panel>
  );
}

function Outcome({ result }: { result: CategoryDecisionsResult }) {
  const { decided, refused } = result;
  return (
    <Typography variant="body2" component="div" role="status">
      {plural(decided, 'suggestion')} decided.
      {refused.length > 0 && (
        <ul>
          {refused.map(({ findingId, category, reason }) => (
            <li key={`${findingId} ${category}`}>
              {category}: {reason}
            </li>
          ))}
        </ul>
      )}
    </Typography>
  );
}
