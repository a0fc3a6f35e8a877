import Checkbox from '@material-ui/core/Checkbox';
import { makeStyles } from '@material-ui/core/styles';
import { CategoryTriageItem } from '@product-risk/backstage-plugin-risk-common';
import { categoryTitle } from './categoryWords';
import { CategorySuggestion, suggestionWords } from './suggestionWords';

const useStyles = makeStyles(
  theme => ({
    framework: { color: theme.palette.text.secondary, fontSize: '0.8125rem' },
    list: { listStyle: 'none', margin: 0, padding: 0 },
    line: {
      display: 'grid',
      gridTemplateColumns: 'auto minmax(0, 1fr)',
      columnGap: theme.spacing(1),
      alignItems: 'start',
      padding: theme.spacing(0.25, 0),
      cursor: 'pointer',
      lineHeight: 1.5,
    },
    box: { padding: theme.spacing(0.125) },
    why: { color: theme.palette.text.secondary, fontSize: '0.8125rem' },
  }),
  { name: 'RiskSuggestionChoice' },
);

/** What waits of the suggestions of a finding, by framework, to be ticked. */
export function SuggestionChoice(props: {
  finding: Pick<CategoryTriageItem, 'title'>;
  suggestions: readonly CategorySuggestion[];
  /** Says whose category each is, where more than one framework is listed. */
  named: boolean;
  disabled: boolean;
  isChosen: (suggestion: CategorySuggestion) => boolean;
  onToggle: (suggestion: CategorySuggestion, on: boolean) => void;
}) {
  const { finding, suggestions, named, disabled, isChosen, onToggle } = props;
  const classes = useStyles();
  const frameworks = [
    ...new Set(suggestions.map(({ frameworkTitle }) => frameworkTitle)),
  ];
  return (
    <>
      {frameworks.map(framework => (
        <div key={framework}>
          {named && <div className={classes.framework}>{framework}</div>}
          <ul className={classes.list}>
            {suggestions
              .filter(({ frameworkTitle }) => frameworkTitle === framework)
              .map(suggestion => (
                <li key={suggestion.category.id}>
                  <label className={classes.line}>
                    <Checkbox
                      size="small"
                      color="primary"
                      className={classes.box}
                      disabled={disabled}
                      checked={isChosen(suggestion)}
                      onChange={(_, on) => onToggle(suggestion, on)}
                      inputProps={{
                        'aria-label': `${categoryTitle(
                          suggestion.category,
                        )} for ${finding.title}`,
                      }}
                    />
                    <span>
                      {categoryTitle(suggestion.category)}{' '}
                      <span className={classes.why}>
                        {suggestionWords(suggestion)}
                      </span>
                    </span>
                  </label>
                </li>
              ))}
          </ul>
        </div>
      ))}
    </>
  );
}
