import { useApi } from '@backstage/core-plugin-api';
import { riskApiRef } from '../api';

export const useRiskApi = () => useApi(riskApiRef);
