import { ReactNode, useState } from 'react';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  DecisionDetail,
  riskDecisionGrantPermission,
  riskDecisionRequestPermission,
} from '@product-risk/backstage-plugin-risk-common';
import { formatPoints } from '@product-risk/risk-model';
import { useUrlState } from '../../hooks';
import { GuardedButton, NamedText, Panel } from '../primitives';
import { MoreTimeDialog, NameOptionsDialog } from './askerSteps';
import {
  AskForOptionsDialog,
  ChooseOptionsDialog,
  GrantDialog,
  RejectDialog,
  RevokeDialog,
  SignDialog,
} from './ownerSteps';
import { StepProps } from './StepDialog';

const useStyles = makeStyles(
  theme => ({
    root: { display: 'grid', gap: theme.spacing(1.5) },
    buttons: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
  }),
  { name: 'RiskDecisionSteps' },
);

const dialogs = {
  grant: GrantDialog,
  sign: SignDialog,
  choose: ChooseOptionsDialog,
  'ask-for-options': AskForOptionsDialog,
  reject: RejectDialog,
  revoke: RevokeDialog,
  'name-options': NameOptionsDialog,
};

type StepName = keyof typeof dialogs | 'more-time';

/** What can be done next with a decision, by whom, and why not by others. */
export function DecisionSteps(props: {
  decision: DecisionDetail;
  onChanged: () => void;
}) {
  const { decision, onChanged } = props;
  const classes = useStyles();
  const [, setUrl] = useUrlState('decision');
  const [open, setOpen] = useState<StepName>();
  const { allowed: decides } = usePermission({
    permission: riskDecisionGrantPermission,
  });
  const { state } = decision;
  const step: StepProps = { onClose: () => setOpen(undefined), onChanged };
  const Dialog = open && open !== 'more-time' ? dialogs[open] : undefined;
  return (
    <Panel title={decides ? 'Your decision' : 'What happens next'}>
      <div className={classes.root}>
        <Authority decision={decision} />
        {decides && state === 'requested' && (
          <OwnerButtons decision={decision} onOpen={setOpen} />
        )}
        <div className={classes.buttons}>
          {decides && state === 'granted' && (
            <OwnerButton
              may={decision.authority.mayRevoke}
              why={decision.authority.why}
              onClick={() => setOpen('revoke')}
            >
              Take it back…
            </OwnerButton>
          )}
          {state === 'granted' && (
            <AskerButton onClick={() => setOpen('more-time')}>
              Ask for more time…
            </AskerButton>
          )}
          {state === 'requested' &&
            decision.status !== 'waiting-for-second-signer' && (
              <AskerButton onClick={() => setOpen('name-options')}>
                Name options…
              </AskerButton>
            )}
        </div>
      </div>
      {Dialog && <Dialog {...step} decision={decision} />}
      {open === 'more-time' && (
        <MoreTimeDialog
          {...step}
          decision={decision}
          onAsked={({ id }) => setUrl({ decision: id }, { push: true })}
        />
      )}
    </Panel>
  );
}

/** Who decides, in words, for whoever reads. */
function Authority({ decision }: { decision: DecisionDetail }) {
  const { authority, state } = decision;
  const { ownerTitle, ownerRef, why, limit, secondSigner } = authority;
  const owner = ownerTitle ?? ownerRef;
  const settled = state !== 'requested' && state !== 'granted';
  return (
    <Typography variant="body2" component="div">
      {settled ? (
        'Nothing is left to decide here. What is still open can be asked anew.'
      ) : (
        <NamedText
          text={[
            owner
              ? `Decided by ${owner}, the owner of ${decision.product.title}, and nobody else. `
              : 'No owner can decide. ',
            `${why}.`,
            limit !== undefined &&
              ` The owner accepts up to ${formatPoints(limit)} points alone.`,
            state === 'requested' && secondSigner && ` ${secondSigner.text}.`,
          ]
            .filter(Boolean)
            .join('')}
        />
      )}
    </Typography>
  );
}

function OwnerButtons(props: {
  decision: DecisionDetail;
  onOpen: (step: StepName) => void;
}) {
  const { decision, onOpen } = props;
  const classes = useStyles();
  const { status, authority } = decision;
  const { mayDecide, mayGrant, maySign, why } = authority;
  const second = status === 'waiting-for-second-signer';
  return (
    <div className={classes.buttons}>
      {second ? (
        <>
          <OwnerButton
            primary={!mayGrant}
            may={maySign}
            why={why}
            onClick={() => onOpen('sign')}
          >
            Sign…
          </OwnerButton>
          {mayGrant && (
            <OwnerButton primary may why={why} onClick={() => onOpen('grant')}>
              Sign anew as the owner…
            </OwnerButton>
          )}
        </>
      ) : (
        <>
          <OwnerButton
            primary
            may={mayGrant}
            why={why}
            onClick={() => onOpen('grant')}
          >
            Accept until…
          </OwnerButton>
          <OwnerButton
            may={mayDecide}
            why={why}
            onClick={() => onOpen('choose')}
          >
            Choose options…
          </OwnerButton>
          {status === 'waiting-for-owner' && (
            <OwnerButton
              may={mayDecide}
              why={why}
              onClick={() => onOpen('ask-for-options')}
            >
              Ask for options…
            </OwnerButton>
          )}
        </>
      )}
      <OwnerButton may={mayDecide} why={why} onClick={() => onOpen('reject')}>
        Reject…
      </OwnerButton>
    </div>
  );
}

function OwnerButton(props: {
  may: boolean;
  why: string;
  primary?: boolean;
  onClick: () => void;
  children: ReactNode;
}) {
  const { may, why, primary, onClick, children } = props;
  return (
    <GuardedButton
      permission={riskDecisionGrantPermission}
      refusal="Only the owner of the product decides."
      obstacle={may ? undefined : why}
      size="medium"
      variant={primary ? 'contained' : 'outlined'}
      color={primary ? 'primary' : 'default'}
      onClick={onClick}
    >
      {children}
    </GuardedButton>
  );
}

function AskerButton(props: { onClick: () => void; children: ReactNode }) {
  return (
    <GuardedButton
      permission={riskDecisionRequestPermission}
      refusal="Your role in this portal does not ask for decisions."
      onClick={props.onClick}
    >
      {props.children}
    </GuardedButton>
  );
}
