import { ReactNode } from 'react';
import { ExplainProvider } from '../explain/ExplainProvider';
import { RiskModelProvider } from './RiskModelProvider';

/** What every screen and card of the plugin stands in. */
export function RiskRoot({ children }: { children: ReactNode }) {
  return (
    <RiskModelProvider>
      <ExplainProvider>{children}</ExplainProvider>
    </RiskModelProvider>
  );
}
