import { useState } from 'react';
import { riskImportPermission } from '@product-risk/backstage-plugin-risk-common';
import { GuardedButton } from '../../primitives';
import { ImportDialog } from './ImportDialog';

/** The screen's primary action. */
export function ImportButton({ entityRef }: { entityRef: string }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <GuardedButton
        permission={riskImportPermission}
        refusal="Importing is for who may import threat models for this entity, mostly its owners."
        variant="contained"
        color="primary"
        size="medium"
        style={{ whiteSpace: 'nowrap' }}
        onClick={() => setOpen(true)}
      >
        Import a file
      </GuardedButton>
      {open && (
        <ImportDialog entityRef={entityRef} onClose={() => setOpen(false)} />
      )}
    </>
  );
}
