import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  CategoryVerdict,
  riskAdministerPermission,
} from '@product-risk/backstage-plugin-risk-common';
import { useAsyncResource, useRiskApi, useUrlState } from '../../hooks';
import {
  GuardedButton,
  Panel,
  ResourceView,
  SkeletonLines,
} from '../primitives';
import { InitiativeCard } from './InitiativeCard';
import { StartInitiativeDialog } from './StartInitiativeDialog';

const useStyles = makeStyles(
  theme => ({ root: { display: 'grid', gap: theme.spacing(2) } }),
  { name: 'RiskInitiatives' },
);

/** What the organisation does about what is systemic, and whether it works. */
export function InitiativesPanel(props: {
  verdicts: readonly CategoryVerdict[];
  onOpenCategory: (category: string) => void;
}) {
  const { verdicts, onOpenCategory } = props;
  const classes = useStyles();
  const api = useRiskApi();
  // A category opens the dialog from where it is shown.
  const [{ initiative }, setUrl] = useUrlState('initiative');
  const list = useAsyncResource(() => api.listInitiatives(), [api]);
  const systemic = verdicts.filter(one => one.systemic);
  const close = () => setUrl({ initiative: '' });
  return (
    <Panel
      title="Initiatives"
      action={
        <GuardedButton
          permission={riskAdministerPermission}
          refusal="Initiatives are started by the people who administer risks."
          variant="outlined"
          onClick={() =>
            setUrl({ initiative: systemic[0]?.category.id ?? 'none' })
          }
        >
          Start an initiative
        </GuardedButton>
      }
    >
      <ResourceView
        of={list}
        skeleton={<SkeletonLines lines={3} label="Loading the initiatives" />}
      >
        {({ items }) =>
          items.length === 0 ? (
            <Typography variant="body2">
              There is none yet. An initiative starts from a category that is
              systemic, takes down which products are affected, and later tells
              whether it worked on the same products.
            </Typography>
          ) : (
            <div className={classes.root}>
              {items.map(one => (
                <InitiativeCard
                  key={one.id}
                  initiative={one}
                  onOpenCategory={onOpenCategory}
                  onChanged={list.reload}
                />
              ))}
            </div>
          )
        }
      </ResourceView>
      {initiative && (
        <StartInitiativeDialog
          systemic={systemic}
          category={initiative}
          onClose={close}
          onDone={() => {
            close();
            list.reload();
          }}
        />
      )}
    </Panel>
  );
}
