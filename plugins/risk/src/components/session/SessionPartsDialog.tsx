import { useId, useState } from 'react';
import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import {
  EntityLink,
  ProductRisk,
  Session,
} from '@product-risk/backstage-plugin-risk-common';
import {
  useAction,
  useAsyncResource,
  useEntityParams,
  useRiskApi,
} from '../../hooks';
import { ResourceView, SkeletonLines, WriteDialog } from '../primitives';
import { PeopleChoice } from './PeopleChoice';
import { Directions, RiskDirections } from './RiskDirections';

const MOST_RISKS = 200;

const directionsOf = ({ risksIn, risksOut }: Session): Directions =>
  Object.fromEntries([
    ...risksIn.map(({ id }) => [id, 'in']),
    ...risksOut.map(({ id }) => [id, 'out']),
  ]);

/** Those of a session first, then what the product has besides. */
function union<T>(
  own: readonly T[],
  others: readonly T[],
  keyOf: (one: T) => string,
): T[] {
  const known = new Set(own.map(keyOf));
  return [...own, ...others.filter(one => !known.has(keyOf(one)))];
}

/** What a session is about, who takes part, and the risks in and out of it. */
export function SessionPartsDialog(props: {
  session: Session;
  onClose: () => void;
  onSaved: () => void;
}) {
  const { session, onClose, onSaved } = props;
  const id = useId();
  const api = useRiskApi();
  const params = useEntityParams(session.product.ref);
  const [title, setTitle] = useState(session.title);
  const [scope, setScope] = useState(session.scope.map(({ ref }) => ref));
  const [people, setPeople] = useState<EntityLink[]>(session.participants);
  const [directions, setDirections] = useState(directionsOf(session));
  const offered = useAsyncResource(async () => {
    const [{ components }, { items }] = await Promise.all([
      api.getScorecard({ params }),
      api.listProductRisks({ params, query: { limit: MOST_RISKS } }),
    ]);
    return { components: components.map(({ entity }) => entity), items };
  }, [api, params]);
  const risksOf = (direction: 'in' | 'out') =>
    Object.keys(directions).filter(risk => directions[risk] === direction);
  const save = useAction(async () => {
    const { revision, state, day, cadenceDays, notes, outcome } = session;
    await api.updateSession({
      params: { id: session.id },
      body: {
        revision,
        title: title.trim(),
        state,
        day,
        cadenceDays,
        notes,
        outcome,
        scope,
        participants: people.map(({ ref }) => ref),
        risksIn: risksOf('in'),
        risksOut: risksOf('out'),
      },
    });
    onSaved();
  });
  return (
    <WriteDialog
      title="What is the session about?"
      submit="Save"
      complete={title.trim().length >= 3 && offered.value !== undefined}
      action={save}
      onClose={onClose}
    >
      <TextField
        id={`${id}-title`}
        label="Title"
        size="small"
        variant="outlined"
        value={title}
        onChange={event => setTitle(event.target.value)}
      />
      <PeopleChoice people={people} onChange={setPeople} />
      <ResourceView
        of={offered}
        skeleton={<SkeletonLines lines={4} label="Loading the product" />}
      >
        {({ components, items }) => (
          <>
            <Components
              components={union(session.scope, components, ({ ref }) => ref)}
              scope={scope}
              onChange={setScope}
            />
            <RiskDirections
              risks={union<ProductRisk>(
                [...session.risksIn, ...session.risksOut],
                items,
                risk => risk.id,
              )}
              directions={directions}
              onChange={setDirections}
            />
          </>
        )}
      </ResourceView>
    </WriteDialog>
  );
}

function Components(props: {
  components: readonly EntityLink[];
  scope: readonly string[];
  onChange: (scope: string[]) => void;
}) {
  const { components, scope, onChange } = props;
  const id = useId();
  return (
    <div role="group" aria-labelledby={`${id}-label`}>
      <Typography id={`${id}-label`} variant="body2">
        Which components? None stands for the whole product.
      </Typography>
      {components.map(({ ref, title }) => (
        <FormControlLabel
          key={ref}
          control={
            <Checkbox
              size="small"
              color="primary"
              checked={scope.includes(ref)}
              onChange={event =>
                onChange(
                  event.target.checked
                    ? [...scope, ref]
                    : scope.filter(one => one !== ref),
                )
              }
            />
          }
          label={title}
        />
      ))}
    </div>
  );
}
