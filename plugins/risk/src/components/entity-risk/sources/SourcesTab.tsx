import { makeStyles } from '@material-ui/core/styles';
import { EntityRisk } from '@product-risk/backstage-plugin-risk-common';
import { useAsyncResource, useEntityParams, useRiskApi } from '../../../hooks';
import { EmptyState, Panel, ResourceView } from '../../primitives';
import { useReloadOnChange } from '../RefreshContext';
import { ImportHistory } from './ImportHistory';
import { RelinkOffers } from './RelinkOffers';
import { SourceItem } from './SourceItem';

const useStyles = makeStyles(
  theme => ({
    root: { display: 'grid', gap: theme.spacing(2), minWidth: 0 },
    list: { listStyle: 'none', margin: 0, padding: 0 },
  }),
  { name: 'RiskSources' },
);

/** Who reports on the entity, and every import there was. */
export function SourcesTab({ risk }: { risk: EntityRisk }) {
  const classes = useStyles();
  const api = useRiskApi();
  const params = useEntityParams(risk.entity.ref);
  const sources = useAsyncResource(
    () => api.listEntitySources({ params }),
    [api, params],
  );
  useReloadOnChange(sources.reload);
  return (
    <div className={classes.root}>
      <RelinkOffers entityRef={risk.entity.ref} />
      <Panel title="Sources">
        <ResourceView of={sources}>
          {({ items }) =>
            items.length ? (
              <ul className={classes.list}>
                {items.map(source => (
                  <SourceItem
                    key={source.id}
                    source={source}
                    models={risk.models.filter(
                      model => model.sourceId === source.id,
                    )}
                  />
                ))}
              </ul>
            ) : (
              <EmptyState title="No source reports on it">
                Name a threat model in the annotation{' '}
                <code>product-risk/threat-model</code>, push one from a
                pipeline, or import a file above.
              </EmptyState>
            )
          }
        </ResourceView>
      </Panel>
      <Panel title="Imports">
        <ImportHistory entityRef={risk.entity.ref} />
      </Panel>
    </div>
  );
}
