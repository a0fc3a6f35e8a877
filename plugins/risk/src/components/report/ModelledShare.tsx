import { Coverage } from '@product-risk/backstage-plugin-risk-common';
import { NotAssessed } from '../primitives';

/** How many components a threat model covers, in one cell of a table. */
export function ModelledShare({ coverage }: { coverage: Coverage }) {
  const { components, modelled, stale } = coverage;
  if (components === 0) return <>no component</>;
  if (modelled === 0) return <NotAssessed words={`0 of ${components}`} />;
  return (
    <>
      {modelled} of {components}
      {stale > 0 && `, ${stale} out of date`}
    </>
  );
}
