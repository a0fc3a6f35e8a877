import { createContext, ReactNode, useContext } from 'react';
import { RiskModelPage } from '@product-risk/backstage-plugin-risk-common';
import { AsyncResource, useAsyncResource, useRiskApi } from '../../hooks';

const RiskModelContext = createContext<AsyncResource<RiskModelPage>>({
  loading: true,
  reload: () => {},
});

/** Reads the organisation's scale and words once for a screen. */
export function RiskModelProvider({ children }: { children: ReactNode }) {
  const api = useRiskApi();
  const model = useAsyncResource(() => api.getRiskModel(), [api], {
    live: false,
  });
  return (
    <RiskModelContext.Provider value={model}>
      {children}
    </RiskModelContext.Provider>
  );
}

/** What a point, a level and a product are in this organisation. */
export const useRiskModel = () => useContext(RiskModelContext);
