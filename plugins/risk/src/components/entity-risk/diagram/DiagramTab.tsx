import { lazy, Suspense, useCallback, useMemo } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import {
  EntityRisk,
  ModelDiagram,
} from '@product-risk/backstage-plugin-risk-common';
import { useAsyncResource, useRiskApi, useUrlState } from '../../../hooks';
import {
  EmptyState,
  FilterBar,
  FilterSelect,
  ResourceView,
  SkeletonLines,
  useRiskPalette,
} from '../../primitives';
import { useReloadOnChange } from '../RefreshContext';
import { ElementDetails } from './ElementDetails';
import { ElementTable } from './ElementTable';
import { elementsOf } from './layout';

const DiagramCanvas = lazy(() => import('./DiagramCanvas'));

const useStyles = makeStyles(
  theme => ({
    root: { display: 'grid', gap: theme.spacing(2), minWidth: 0 },
    split: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr) minmax(260px, 340px)',
      gap: theme.spacing(2),
      // Beside the details the text of the diagram would be too small to read.
      '@media (max-width: 1199px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
    },
    canvas: { borderRadius: 4, overflow: 'hidden', minHeight: 280 },
    details: { maxHeight: 620, overflowY: 'auto', minWidth: 0 },
  }),
  { name: 'RiskDiagram' },
);

/** The data flow diagrams of the entity's models with their findings. */
export function DiagramTab({ risk }: { risk: EntityRisk }) {
  const { entity } = risk;
  // What a scanner looked at are files and packages: there is nothing to draw.
  const models = risk.models.filter(({ kind }) => kind === 'threat-model');
  const [url, setUrl] = useUrlState('model', 'diagram', 'element');
  const model = models.find(({ id }) => id === url.model) ?? models[0];
  if (!model) {
    return (
      <EmptyState title="No diagram">
        No threat model covers {entity.title} yet.
      </EmptyState>
    );
  }
  return (
    <>
      {models.length > 1 && (
        <FilterBar label="Choose a model" active={false} onClear={() => {}}>
          <FilterSelect
            label="Model"
            options={models.map(({ id, title }) => ({
              value: id,
              label: title,
            }))}
            chosen={[model.id]}
            single
            onChange={([chosen]) =>
              setUrl({ model: chosen, diagram: '', element: '' })
            }
          />
        </FilterBar>
      )}
      <LoadedModel key={model.id} id={model.id} />
    </>
  );
}

function LoadedModel({ id }: { id: string }) {
  const api = useRiskApi();
  const diagram = useAsyncResource(
    () => api.getModelDiagram({ params: { id } }),
    [api, id],
  );
  useReloadOnChange(diagram.reload);
  return (
    <ResourceView of={diagram} skeleton={<SkeletonLines lines={10} />}>
      {value => <Diagrams model={value} />}
    </ResourceView>
  );
}

function Diagrams({ model }: { model: ModelDiagram }) {
  const classes = useStyles();
  const { rule } = useRiskPalette();
  const [url, setUrl] = useUrlState('diagram', 'element');
  const { diagrams } = model;
  const diagram = diagrams.find(({ id }) => id === url.diagram) ?? diagrams[0];
  const elements = useMemo(
    () =>
      elementsOf(model.elements, diagrams.length > 1 ? diagram.id : undefined),
    [model, diagrams, diagram],
  );
  const select = useCallback(
    (element: string) => setUrl({ element }),
    [setUrl],
  );
  const selected = elements.find(({ id }) => id === url.element);

  if (!elements.length) {
    return (
      <EmptyState title="The model has no elements">
        Its format lists findings only, so there is nothing to draw.
      </EmptyState>
    );
  }
  return (
    <div className={classes.root}>
      {diagrams.length > 1 && (
        <FilterBar label="Choose a diagram" active={false} onClear={() => {}}>
          <FilterSelect
            label="Diagram"
            options={diagrams.map(({ id, title }) => ({
              value: id,
              label: title,
            }))}
            chosen={[diagram.id]}
            single
            onChange={([chosen]) => setUrl({ diagram: chosen, element: '' })}
          />
        </FilterBar>
      )}
      <div className={classes.split}>
        <div className={classes.canvas} style={{ border: `1px solid ${rule}` }}>
          <Suspense fallback={<SkeletonLines lines={8} />}>
            <DiagramCanvas
              elements={elements}
              selected={selected?.id}
              onSelect={select}
            />
          </Suspense>
        </div>
        <aside className={classes.details} aria-label="Selected element">
          {selected ? (
            <ElementDetails
              key={selected.id}
              element={selected}
              modelId={model.model.id}
            />
          ) : (
            <EmptyState title="Choose an element">
              Its findings are listed here. The number on an element counts what
              is open, the shape says how bad the worst is.
            </EmptyState>
          )}
        </aside>
      </div>
      <ElementTable
        elements={elements}
        selected={selected?.id}
        onSelect={select}
      />
    </div>
  );
}
