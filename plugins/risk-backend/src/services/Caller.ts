import { BackstageCredentials } from '@backstage/backend-plugin-api';

/** Who asks, as every service sees it. */
export interface Caller {
  credentials: BackstageCredentials;
  /** Ref of the user, or subject of the service. */
  actor: string;
  kind: 'user' | 'service';
  /** Subject of the service that speaks for the user, if one does. */
  onBehalf?: string;
}
