import { useId, useState } from 'react';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import {
  catalogApiRef,
  entityPresentationSnapshot,
} from '@backstage/plugin-catalog-react';
import Chip from '@material-ui/core/Chip';
import Button from '@material-ui/core/Button';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { EntityLink } from '@product-risk/backstage-plugin-risk-common';
import { useAsyncResource } from '../../hooks';
import { ResourceView } from '../primitives';

const MOST_OFFERED = 6;

const useStyles = makeStyles(
  theme => ({
    root: { display: 'grid', gap: theme.spacing(1) },
    list: {
      listStyle: 'none',
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0.5),
      margin: 0,
      padding: 0,
    },
    offer: { textTransform: 'none' },
  }),
  { name: 'RiskPeopleChoice' },
);

/** Users and groups of the catalog, taken from a search. */
export function PeopleChoice(props: {
  people: readonly EntityLink[];
  onChange: (people: EntityLink[]) => void;
}) {
  const { people, onChange } = props;
  const classes = useStyles();
  const id = useId();
  const [text, setText] = useState('');
  return (
    <div role="group" aria-labelledby={`${id}-label`} className={classes.root}>
      <Typography id={`${id}-label`} variant="body2">
        Who takes part?
      </Typography>
      {people.length > 0 && (
        <ul className={classes.list} aria-label="Taking part">
          {people.map(({ ref, title }) => (
            <li key={ref}>
              <Chip
                size="small"
                label={title}
                onDelete={() => onChange(people.filter(one => one.ref !== ref))}
              />
            </li>
          ))}
        </ul>
      )}
      <TextField
        id={`${id}-search`}
        label="Search for people and groups"
        size="small"
        variant="outlined"
        value={text}
        onChange={event => setText(event.target.value)}
      />
      {text.trim() !== '' && (
        <Offers
          text={text}
          taken={people}
          onChoose={person => {
            onChange([...people, person]);
            setText('');
          }}
        />
      )}
    </div>
  );
}

function Offers(props: {
  text: string;
  taken: readonly EntityLink[];
  onChoose: (person: EntityLink) => void;
}) {
  const { text, taken, onChoose } = props;
  const classes = useStyles();
  const catalog = useApi(catalogApiRef);
  const found = useAsyncResource(
    () =>
      catalog.queryEntities({
        filter: { kind: ['user', 'group'] },
        fullTextFilter: {
          term: text.trim(),
          fields: [
            'metadata.name',
            'metadata.title',
            'spec.profile.displayName',
          ],
        },
        fields: [
          'kind',
          'metadata.name',
          'metadata.namespace',
          'metadata.title',
          'spec.profile.displayName',
        ],
        limit: MOST_OFFERED,
      }),
    [catalog, text],
    { keepPrevious: true },
  );
  return (
    <ResourceView of={found}>
      {({ items }) => {
        const offered = items
          .map(entity => ({
            ref: stringifyEntityRef(entity),
            title: entityPresentationSnapshot(entity).primaryTitle,
          }))
          .filter(({ ref }) => !taken.some(one => one.ref === ref));
        return offered.length > 0 ? (
          <ul className={classes.list} aria-label="People found">
            {offered.map(person => (
              <li key={person.ref}>
                <Button
                  size="small"
                  variant="outlined"
                  className={classes.offer}
                  onClick={() => onChoose(person)}
                >
                  {person.title} ({person.ref})
                </Button>
              </li>
            ))}
          </ul>
        ) : (
          <Typography variant="body2">
            No user or group matches. Try a part of the name.
          </Typography>
        );
      }}
    </ResourceView>
  );
}
