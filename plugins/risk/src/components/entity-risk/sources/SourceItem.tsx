import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  ModelSummary,
  riskImportPermission,
  Source,
} from '@product-risk/backstage-plugin-risk-common';
import { useAction, useRiskApi } from '../../../hooks';
import {
  CatalogLink,
  ErrorState,
  FactList,
  faultWords,
  formatTime,
  GuardedButton,
  plural,
} from '../../primitives';
import { useChanged } from '../RefreshContext';
import { methodWords, sourceStateWords } from '../words';

const useStyles = makeStyles(
  theme => ({
    root: {
      padding: theme.spacing(1.5, 0),
      '& + &': { borderTop: `1px solid ${theme.palette.divider}` },
    },
    head: {
      display: 'flex',
      alignItems: 'flex-start',
      justifyContent: 'space-between',
      gap: theme.spacing(2),
      marginBottom: theme.spacing(0.5),
    },
    location: { fontWeight: 600, overflowWrap: 'anywhere' },
  }),
  { name: 'RiskSourceItem' },
);

/** One source: its state, what it holds, and reading it again. */
export function SourceItem(props: {
  source: Source;
  models: readonly ModelSummary[];
}) {
  const { source, models } = props;
  const { id, method, location, state, error, declaredAs } = source;
  const classes = useStyles();
  const api = useRiskApi();
  const changed = useChanged();
  const refresh = useAction(async () => {
    await api.refreshSource({ params: { id } });
    changed();
  });
  return (
    <li className={classes.root}>
      <div className={classes.head}>
        <Typography className={classes.location}>
          {declaredAs ?? location}
        </Typography>
        {method === 'annotation' && (
          <GuardedButton
            permission={riskImportPermission}
            refusal="Reading again is for who may import threat models."
            variant="outlined"
            disabled={refresh.running}
            onClick={() => refresh.run()}
          >
            {refresh.running ? 'Reading…' : 'Read again'}
          </GuardedButton>
        )}
      </div>
      {refresh.error && <ErrorState error={refresh.error} />}
      <FactList
        facts={[
          ['State', sourceStateWords[state]],
          ['Problem', error && faultWords(error)],
          ['Reported by', methodWords[method]],
          ['Location', declaredAs && location],
          ['Last checked', source.checkedAt && formatTime(source.checkedAt)],
          ['Last applied', source.appliedAt && formatTime(source.appliedAt)],
          ...models.map(
            model =>
              [
                model.kind === 'scan' ? 'Scan' : 'Model',
                <ModelWords key={model.id} model={model} />,
              ] as const,
          ),
          [
            'Attached to',
            source.attachedTo.map((entity, index) => (
              <span key={entity.ref}>
                {index > 0 && ', '}
                <CatalogLink to={entity} risk />
              </span>
            )),
          ],
        ]}
      />
    </li>
  );
}

function ModelWords({ model }: { model: ModelSummary }) {
  const { title, format, formatVersion, elements, findings } = model;
  const parts = [
    [format, formatVersion].filter(Boolean).join(' '),
    plural(elements, 'element'),
    plural(findings, 'finding'),
    model.unmapped > 0 &&
      `${plural(model.unmapped, 'element')} with findings not mapped`,
    model.warnings > 0 && plural(model.warnings, 'warning'),
  ].filter(Boolean);
  return (
    <>
      {title} ({parts.join(', ')})
    </>
  );
}
