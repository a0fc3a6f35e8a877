import { useId, useState } from 'react';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import Button from '@material-ui/core/Button';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  DiagramElement,
  riskFindingTriagePermission,
} from '@product-risk/backstage-plugin-risk-common';
import {
  useAction,
  useAsyncResource,
  useFocusOnMount,
  useRiskApi,
} from '../../../hooks';
import { ErrorState, GuardedButton, ResourceView } from '../../primitives';
import { useChanged } from '../RefreshContext';
import { candidateWords } from '../words';

const MOST_OFFERED = 8;
const REFUSAL = 'Mapping elements is for who may triage findings.';

const useStyles = makeStyles(
  theme => ({
    root: { margin: theme.spacing(1, 0) },
    list: { listStyle: 'none', margin: 0, padding: 0 },
    proposal: {
      textTransform: 'none',
      margin: theme.spacing(0.5, 0.5, 0.5, 0),
    },
    choice: {
      textTransform: 'none',
      justifyContent: 'flex-start',
      textAlign: 'left',
    },
  }),
  { name: 'RiskMapElement' },
);

/** Says which entity an element stands for. */
export function MapElement(props: {
  element: DiagramElement;
  modelId: string;
}) {
  const { element, modelId } = props;
  const classes = useStyles();
  const api = useRiskApi();
  const changed = useChanged();
  const id = useId();
  const field = useFocusOnMount();
  const [open, setOpen] = useState(false);
  const [text, setText] = useState(element.name);
  const map = useAction(async (entityRef: string) => {
    await api.mapElement({
      params: { id: modelId },
      body: { elementId: element.id, entityRef },
    });
    setOpen(false);
    changed();
  });

  if (!open) {
    return (
      <div className={classes.root}>
        {element.mappedBy === 'none' && (
          <Typography variant="body2">
            It stands for no entity of the catalog yet.
          </Typography>
        )}
        {element.candidates.length > 0 && (
          <Typography variant="body2">
            It may stand for{' '}
            {element.candidates.map(({ title }) => title).join(' or ')}.
          </Typography>
        )}
        {map.error && <ErrorState error={map.error} />}
        {element.candidates.map(({ ref, title, by }) => (
          <GuardedButton
            key={ref}
            permission={riskFindingTriagePermission}
            refusal={REFUSAL}
            variant="outlined"
            title={ref}
            disabled={map.running}
            className={classes.proposal}
            onClick={() => map.run(ref)}
          >
            It is {title} ({candidateWords[by]})
          </GuardedButton>
        ))}
        <GuardedButton
          permission={riskFindingTriagePermission}
          refusal={REFUSAL}
          variant="outlined"
          onClick={() => setOpen(true)}
        >
          {element.mappedBy === 'none' ? 'Map to an entity' : 'Map elsewhere'}
        </GuardedButton>
      </div>
    );
  }
  return (
    <div className={classes.root}>
      <TextField
        id={id}
        label="Search the catalog"
        size="small"
        variant="outlined"
        fullWidth
        inputRef={field}
        value={text}
        onChange={event => setText(event.target.value)}
      />
      <Offers text={text} disabled={map.running} onChoose={map.run} />
      {map.error && <ErrorState error={map.error} />}
      <Button size="small" onClick={() => setOpen(false)}>
        Cancel
      </Button>
    </div>
  );
}

function Offers(props: {
  text: string;
  disabled: boolean;
  onChoose: (entityRef: string) => void;
}) {
  const { text, disabled, onChoose } = props;
  const classes = useStyles();
  const catalog = useApi(catalogApiRef);
  const found = useAsyncResource(
    () =>
      catalog.queryEntities({
        filter: { kind: ['component', 'api', 'resource'] },
        fullTextFilter: {
          term: text.trim(),
          fields: ['metadata.name', 'metadata.title'],
        },
        fields: [
          'kind',
          'metadata.name',
          'metadata.namespace',
          'metadata.title',
        ],
        limit: MOST_OFFERED,
      }),
    [catalog, text],
    { keepPrevious: true },
  );
  return (
    <ResourceView of={found}>
      {({ items }) =>
        items.length ? (
          <ul className={classes.list} aria-label="Entities found">
            {items.map(entity => {
              const ref = stringifyEntityRef(entity);
              return (
                <li key={ref}>
                  <Button
                    size="small"
                    fullWidth
                    className={classes.choice}
                    disabled={disabled}
                    onClick={() => onChoose(ref)}
                  >
                    {entity.metadata.title ?? entity.metadata.name} ({ref})
                  </Button>
                </li>
              );
            })}
          </ul>
        ) : (
          <Typography variant="body2">
            No component, API or resource matches. Try a part of its name.
          </Typography>
        )
      }
    </ResourceView>
  );
}
