import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  ElementChoice,
  ElementMapping,
  riskFindingTriagePermission,
} from '@product-risk/backstage-plugin-risk-common';
import { plural, SelectField } from '../../primitives';
import { candidateWords } from '../words';

const useStyles = makeStyles(
  theme => ({
    heading: { fontSize: '0.875rem', fontWeight: 600 },
    list: {
      listStyle: 'none',
      margin: theme.spacing(1, 0, 0),
      padding: 0,
      display: 'grid',
      gap: theme.spacing(1),
    },
    item: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr) minmax(220px, 340px)',
      gap: theme.spacing(2),
      alignItems: 'center',
      overflowWrap: 'anywhere',
    },
  }),
  { name: 'RiskElementChoices' },
);

/** Not an entity ref: the element stays where the file belongs. */
const UNDECIDED = 'undecided';

const isFor = (choice: ElementChoice, element: ElementMapping) =>
  choice.modelKey === element.modelKey &&
  choice.elementId === element.elementId;

/** Which entities elements stand for, where more than one may be meant. */
export function ElementChoices(props: {
  elements: readonly ElementMapping[];
  choices: readonly ElementChoice[];
  disabled: boolean;
  onChange: (choices: ElementChoice[]) => void;
}) {
  const { elements, choices, disabled, onChange } = props;
  const classes = useStyles();
  const { allowed, loading } = usePermission({
    permission: riskFindingTriagePermission,
  });
  const choose = (element: ElementMapping, entityRef: string) => {
    const { modelKey, elementId } = element;
    const others = choices.filter(choice => !isFor(choice, element));
    onChange(
      entityRef === UNDECIDED
        ? others
        : [...others, { modelKey, elementId, entityRef }],
    );
  };
  return (
    <div>
      <Typography component="h3" className={classes.heading}>
        {plural(elements.length, 'element')} for you to decide
      </Typography>
      <Typography variant="body2" color="textSecondary">
        {allowed || loading
          ? 'More than one entity may be meant. What you choose is remembered for later imports.'
          : 'More than one entity may be meant. Choosing is for who may triage findings; until then the findings stay where the file belongs.'}
      </Typography>
      <ul className={classes.list}>
        {elements.map(element => (
          <li
            key={`${element.modelKey} ${element.elementId}`}
            className={classes.item}
          >
            <span>
              {element.name} ({element.kind},{' '}
              {plural(element.findings, 'finding')})
            </span>
            <EntityChoice
              element={element}
              chosen={choices.find(choice => isFor(choice, element))?.entityRef}
              disabled={disabled || !allowed}
              onChoose={entityRef => choose(element, entityRef)}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}

function EntityChoice(props: {
  element: ElementMapping;
  chosen?: string;
  disabled: boolean;
  onChoose: (entityRef: string) => void;
}) {
  const { element, chosen = UNDECIDED, disabled, onChoose } = props;
  return (
    <SelectField
      label={`Entity of ${element.name}`}
      options={[
        {
          value: UNDECIDED,
          words:
            element.mappedBy === 'none'
              ? 'Not mapped'
              : 'Stays where the file belongs',
        },
        ...element.candidates.map(({ ref, title, by }) => ({
          value: ref,
          words: `${title} (${ref}), ${candidateWords[by]}`,
        })),
      ]}
      value={chosen}
      disabled={disabled}
      onChange={onChoose}
    />
  );
}
