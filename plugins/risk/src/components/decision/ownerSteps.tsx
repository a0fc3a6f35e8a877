import { useState } from 'react';
import { DecisionDetail } from '@product-risk/backstage-plugin-risk-common';
import { formatPoints } from '@product-risk/risk-model';
import {
  useAsyncResource,
  useEntityParams,
  useRiskApi,
  useUrlState,
} from '../../hooks';
import { NamedText, ResourceView } from '../primitives';
import { ExpiryField, isExpiry } from './ExpiryField';
import { OptionChoice, optionsFor } from './OptionChoice';
import { StepDialog, StepProps } from './StepDialog';

/** The steps of owners and of those who sign second, a dialog each. */

type Props = StepProps & { decision: DecisionDetail };

const paramsOf = ({ id }: DecisionDetail) => ({ params: { id } });

export function GrantDialog(props: Props) {
  const { decision } = props;
  const { authority, proposedExpiry, basis, exposure, product } = decision;
  const { latestExpiry, secondSigner } = authority;
  const api = useRiskApi();
  const [expiry, setExpiry] = useState(
    proposedExpiry < latestExpiry ? proposedExpiry : latestExpiry,
  );
  return (
    <StepDialog
      {...props}
      title={`Accept ${formatPoints(exposure)} points of ${product.title}?`}
      submit={secondSigner ? 'Accept and sign first' : 'Accept'}
      intro={
        <>
          The risks go on counting as they do now, and the acceptance ends on
          its own. When they grow, it becomes stale: you decide anew.
          {secondSigner && <NamedText text={` ${secondSigner.text}.`} />}
        </>
      }
      reasonLabel="Why is this acceptable until then?"
      extra={{ expiry, basis }}
      complete={isExpiry(expiry, latestExpiry)}
      perform={body => api.grantDecision({ ...paramsOf(decision), body })}
    >
      <ExpiryField
        label="Accept until"
        latest={latestExpiry}
        value={expiry}
        onChange={setExpiry}
      />
    </StepDialog>
  );
}

export function SignDialog(props: Props) {
  const { decision } = props;
  const api = useRiskApi();
  const first = decision.signatures.find(({ role }) => role === 'owner');
  return (
    <StepDialog
      {...props}
      title="Sign as the second person?"
      submit="Sign"
      intro={
        <>
          The owner has accepted it{first && `: “${first.reason}”`}. With your
          signature it is granted.
        </>
      }
      extra={{ basis: decision.basis }}
      perform={body => api.signDecision({ ...paramsOf(decision), body })}
    />
  );
}

export function AskForOptionsDialog(props: Props) {
  const { decision } = props;
  const api = useRiskApi();
  return (
    <StepDialog
      {...props}
      title="Ask for options"
      submit="Ask for options"
      intro="It goes back to whoever asked, and comes to you again once they have named options."
      reasonLabel="What do you want to know before you decide?"
      extra={{}}
      perform={body => api.askForOptions({ ...paramsOf(decision), body })}
    />
  );
}

export function RejectDialog(props: Props) {
  const { decision } = props;
  const api = useRiskApi();
  return (
    <StepDialog
      {...props}
      title="Reject the acceptance?"
      submit="Reject"
      intro="The risks stay open and due. Say what you expect instead, or choose options, which says so by itself."
      extra={{}}
      perform={body => api.rejectDecision({ ...paramsOf(decision), body })}
    />
  );
}

export function RevokeDialog(props: Props) {
  const { decision } = props;
  const api = useRiskApi();
  return (
    <StepDialog
      {...props}
      title="Take the acceptance back?"
      submit="Take it back"
      intro="From now on the risks are due again. What was accepted, and until today, stays in the log."
      extra={{}}
      perform={body => api.revokeDecision({ ...paramsOf(decision), body })}
    />
  );
}

/** Chooses among explored options; those that are tried out are ticked. */
export function ChooseOptionsDialog(props: Props) {
  const { decision } = props;
  const api = useRiskApi();
  const params = useEntityParams(decision.product.ref);
  const [{ options: tried }] = useUrlState('options');
  const [chosen, setChosen] = useState(
    (tried ?? '').split(',').filter(Boolean),
  );
  const treatment = useAsyncResource(
    () =>
      api.getTreatment({
        params,
        query: { chosen: chosen.length > 0 ? [...chosen] : undefined },
      }),
    [api, params, chosen],
    { keepPrevious: true },
  );
  const problem = treatment.value?.whatIf.problem;
  const known = treatment.value?.options ?? [];
  const treating = optionsFor(
    known,
    decision.risks.map(({ id }) => id),
  );
  const optionIds = chosen.filter(id => known.some(one => one.id === id));
  return (
    <StepDialog
      {...props}
      title="Treat it instead of accepting it"
      submit="Choose these options"
      intro="You decide that the team puts these in place. The acceptance is not granted, and the risks stay open until the options work."
      extra={{ optionIds }}
      complete={
        !problem && treating.some(option => optionIds.includes(option.id))
      }
      perform={body => api.rejectDecision({ ...paramsOf(decision), body })}
    >
      <ResourceView of={treatment}>
        {value => (
          <>
            <OptionChoice
              label="Explored options"
              options={[
                ...treating,
                ...value.options.filter(
                  option =>
                    chosen.includes(option.id) && !treating.includes(option),
                ),
              ]}
              comparison={value}
              chosen={optionIds}
              onChoose={setChosen}
              empty="None is explored for these risks. Ask for options first."
            />
            {problem ?? (
              <span>
                {optionIds.length > 0 &&
                  `Together they leave ${value.whatIf.projectedPoints.toFixed(
                    1,
                  )} of ${formatPoints(value.exposure)} points. ${
                    value.whatIf.budget.sentence
                  }`}
              </span>
            )}
          </>
        )}
      </ResourceView>
    </StepDialog>
  );
}
