import { useId, useMemo, useState } from 'react';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import {
  DecisionDetail,
  ProductRisk,
} from '@product-risk/backstage-plugin-risk-common';
import {
  useAction,
  useAsyncResource,
  useEntityParams,
  useRiskApi,
} from '../../hooks';
import {
  dayAhead,
  PartialNotice,
  ResourceView,
  SkeletonLines,
  WriteDialog,
} from '../primitives';
import { useRiskModel } from '../risk-root';
import { waitingStatuses } from './decisionWords';
import { ExpiryField, isExpiry, usualExpiry } from './ExpiryField';
import { OptionChoice, optionsFor } from './OptionChoice';
import { RiskChoice } from './RiskChoice';
import { useIdempotencyKey } from './useIdempotencyKey';

/** As many as one answer lists. */
const LIMIT = 200;
/** The API asks for at least this much. */
const LEAST_SENTENCE = 10;
const LEAST_REASON = 3;
/** Where the organisation's policy could not be read; the server decides. */
const CAUTIOUS_EXPIRY_DAYS = 90;

/** What could happen, as the risks themselves say it. */
const sentenceOf = (risks: readonly ProductRisk[]) =>
  [...new Set(risks.map(({ statement, title }) => statement || title))].join(
    '\n',
  );

/** Asks the owner of a product to decide about some of its risks. */
export function RequestDecisionDialog(props: {
  product: { ref: string; title: string };
  /** Risks that are ticked at the start. */
  riskIds?: readonly string[];
  onClose: () => void;
  onDone: (decision: DecisionDetail) => void;
}) {
  const { product, riskIds = [], onClose, onDone } = props;
  const id = useId();
  const api = useRiskApi();
  const params = useEntityParams(product.ref);
  const policy = useRiskModel().value?.policy;
  const latest = dayAhead(policy?.maximumExpiryDays ?? CAUTIOUS_EXPIRY_DAYS);
  const [chosen, setChosen] = useState(riskIds);
  const [written, setWritten] = useState<string>();
  const [left, setLeft] = useState<readonly string[]>([]);
  const [words, setWords] = useState('');
  const [day, setDay] = useState<string>();
  const [reason, setReason] = useState('');
  const keyOf = useIdempotencyKey();
  const facts = useAsyncResource(async () => {
    const [risks, requests, treatment] = await Promise.all([
      api.listProductRisks({ params, query: { state: 'open', limit: LIMIT } }),
      api.listProductDecisions({
        params,
        query: { status: [...waitingStatuses], limit: LIMIT },
      }),
      api.getTreatment({ params }),
    ]);
    return { risks, requests: requests.items, treatment };
  }, [api, params]);
  const { risks, treatment } = facts.value ?? {};

  const proposed = useMemo(
    () => sentenceOf(risks?.items.filter(r => chosen.includes(r.id)) ?? []),
    [risks, chosen],
  );
  const sentence = (written ?? proposed).trim();
  const expiry = day ?? usualExpiry(latest);
  const known = optionsFor(treatment?.options ?? [], chosen);
  const named = known.map(one => one.id).filter(one => !left.includes(one));

  const ask = useAction(async () => {
    const body = {
      riskIds: [...chosen],
      sentence,
      options: words.trim(),
      optionIds: named,
      proposedExpiry: expiry,
      reason: reason.trim(),
    };
    onDone(
      await api.requestDecision({
        body: { ...body, idempotencyKey: keyOf(body) },
      }),
    );
  });

  return (
    <WriteDialog
      title={`Ask the owner of ${product.title} for a decision`}
      submit="Ask for a decision"
      complete={
        chosen.length > 0 &&
        sentence.length >= LEAST_SENTENCE &&
        reason.trim().length >= LEAST_REASON &&
        isExpiry(expiry, latest)
      }
      action={ask}
      onClose={onClose}
      onReload={() => {
        ask.reset();
        facts.reload();
      }}
    >
      <Typography variant="body2">
        The owner accepts until a day, chooses options, asks for more of them,
        or rejects. Until then, and after it, the risks count as they do now.
      </Typography>
      <ResourceView
        of={facts}
        skeleton={<SkeletonLines lines={6} label="Loading the risks" />}
      >
        {value => (
          <>
            <RiskChoice
              risks={value.risks.items}
              requests={value.requests}
              chosen={chosen}
              onChoose={setChosen}
            />
            {value.risks.totalItems > value.risks.items.length && (
              <PartialNotice
                title={`The largest ${value.risks.items.length} risks are shown`}
              />
            )}
            <TextField
              id={`${id}-sentence`}
              label="What could happen to the product, in plain words?"
              size="small"
              variant="outlined"
              multiline
              required
              minRows={2}
              InputLabelProps={{ shrink: true }}
              helperText="The owner reads this first. Correct it where it is not plain."
              value={written ?? proposed}
              onChange={event => setWritten(event.target.value)}
            />
            <OptionChoice
              label="Options explored so far"
              options={known}
              comparison={value.treatment}
              chosen={named}
              onChoose={next =>
                setLeft(
                  known.map(one => one.id).filter(one => !next.includes(one)),
                )
              }
              empty={
                chosen.length > 0
                  ? 'None of these risks has an explored option. The owner may ask for some first.'
                  : 'Choose risks above to see what was explored for them.'
              }
            />
            <TextField
              id={`${id}-options`}
              label="Other options, in your words (optional)"
              size="small"
              variant="outlined"
              multiline
              value={words}
              onChange={event => setWords(event.target.value)}
            />
            <ExpiryField
              label="Accept until (proposed)"
              latest={latest}
              value={expiry}
              onChange={setDay}
            />
            <TextField
              id={`${id}-reason`}
              label="Why now?"
              size="small"
              variant="outlined"
              multiline
              required
              helperText="What stands against treating it at once."
              value={reason}
              onChange={event => setReason(event.target.value)}
            />
          </>
        )}
      </ResourceView>
    </WriteDialog>
  );
}
