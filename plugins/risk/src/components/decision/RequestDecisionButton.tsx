import { useState } from 'react';
import { ButtonProps } from '@material-ui/core/Button';
import {
  Decision,
  riskDecisionRequestPermission,
} from '@product-risk/backstage-plugin-risk-common';
import { GuardedButton } from '../primitives';
import { RequestDecisionDialog } from './RequestDecisionDialog';

/** Opens the question to the owner of a product; there is no other way. */
export function RequestDecisionButton(props: {
  product: { ref: string; title: string };
  riskIds?: readonly string[];
  onAsked: (decision: Decision) => void;
  size?: ButtonProps['size'];
}) {
  const { product, riskIds, onAsked, size } = props;
  const [open, setOpen] = useState(false);
  return (
    <>
      <GuardedButton
        permission={riskDecisionRequestPermission}
        refusal="Your role in this portal does not ask for decisions."
        variant="outlined"
        size={size}
        style={{ whiteSpace: 'nowrap' }}
        onClick={() => setOpen(true)}
      >
        Ask for a decision
      </GuardedButton>
      {open && (
        <RequestDecisionDialog
          product={product}
          riskIds={riskIds}
          onClose={() => setOpen(false)}
          onDone={decision => {
            setOpen(false);
            onAsked(decision);
          }}
        />
      )}
    </>
  );
}
