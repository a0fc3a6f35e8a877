import { useId, useState } from 'react';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { DecisionDetail } from '@product-risk/backstage-plugin-risk-common';
import {
  useAction,
  useAsyncResource,
  useEntityParams,
  useRiskApi,
} from '../../hooks';
import { ResourceView, WriteDialog } from '../primitives';
import { ExpiryField, isExpiry, usualExpiry } from './ExpiryField';
import { OptionChoice, optionsFor } from './OptionChoice';
import { isReason } from './ReasonField';
import { StepDialog, StepProps } from './StepDialog';
import { useIdempotencyKey } from './useIdempotencyKey';

/** The steps of those who ask, a dialog each. */

type Props = StepProps & { decision: DecisionDetail };

export function NameOptionsDialog(props: Props) {
  const { decision, onClose, onChanged } = props;
  const id = useId();
  const api = useRiskApi();
  const params = useEntityParams(decision.product.ref);
  const [words, setWords] = useState('');
  const [chosen, setChosen] = useState<string[]>([]);
  const keyOf = useIdempotencyKey();
  const treatment = useAsyncResource(
    () => api.getTreatment({ params }),
    [api, params],
  );
  const finish = () => {
    onClose();
    onChanged();
  };
  const name = useAction(async () => {
    const body = { options: words.trim(), optionIds: chosen };
    await api.addDecisionOptions({
      params: { id: decision.id },
      body: { ...body, idempotencyKey: keyOf(body) },
    });
    finish();
  });
  return (
    <WriteDialog
      title="Name options"
      submit="Name them"
      complete={isReason(words)}
      action={name}
      onClose={onClose}
      onReload={finish}
    >
      <Typography variant="body2">
        They are added to those named before, and the owner decides again.
      </Typography>
      <ResourceView of={treatment}>
        {value => (
          <OptionChoice
            label="Explored options"
            options={optionsFor(
              value.options,
              decision.risks.map(risk => risk.id),
            )}
            comparison={value}
            chosen={chosen}
            onChoose={setChosen}
            empty="None is explored for these risks yet. Describe one here, or write it down in a session so that it can be compared."
          />
        )}
      </ResourceView>
      <TextField
        id={`${id}-words`}
        label="What could be done, in your words?"
        size="small"
        variant="outlined"
        multiline
        required
        minRows={2}
        value={words}
        onChange={event => setWords(event.target.value)}
      />
    </WriteDialog>
  );
}

export function MoreTimeDialog(
  props: Props & {
    /** With the request that was opened. */
    onAsked: (decision: DecisionDetail) => void;
  },
) {
  const { decision, onAsked } = props;
  const { latestExpiry } = decision.authority;
  const api = useRiskApi();
  const [proposedExpiry, setExpiry] = useState(usualExpiry(latestExpiry));
  return (
    <StepDialog
      {...props}
      title="Ask for more time"
      submit="Ask for more time"
      intro="This is a new question to the owner. The acceptance holds as it is until they answer."
      reasonLabel="Why is more time needed?"
      extra={{ proposedExpiry }}
      complete={isExpiry(proposedExpiry, latestExpiry)}
      perform={async body =>
        onAsked(await api.extendDecision({ params: { id: decision.id }, body }))
      }
    >
      <ExpiryField
        label="Accept until (proposed)"
        latest={latestExpiry}
        value={proposedExpiry}
        onChange={setExpiry}
      />
    </StepDialog>
  );
}
