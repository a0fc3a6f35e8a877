import { Mitigation } from '@product-risk/backstage-plugin-risk-common';
import { useRiskPalette } from '../../primitives';
import { mitigationWords } from '../words';

const signs: Record<Mitigation['state'], string> = {
  verified: '✓',
  claimed: '◐',
  planned: '…',
  none: '–',
};

/** How far a mitigation is; green only when evidence is attached. */
export function MitigationState({ state }: { state: Mitigation['state'] }) {
  const { verified, level } = useRiskPalette();
  return (
    <span
      style={{
        color: state === 'verified' ? verified : level.low,
        fontWeight: 600,
        whiteSpace: 'nowrap',
      }}
    >
      <span aria-hidden="true">{signs[state]} </span>
      {mitigationWords[state]}
    </span>
  );
}
