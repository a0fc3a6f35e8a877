import { ElementChoice } from '@product-risk/backstage-plugin-risk-common';

/** A file that a person imports by hand. */
export interface UploadInput {
  entityRef: string;
  fileName: string;
  bytes: Uint8Array;
  /** Id of a format: beats detection. */
  format?: string;
  /** Id of the source whose findings this one takes over. */
  movedFrom?: string;
  /** Which entities elements stand for, as the person chose in the preview. */
  mappings?: readonly ElementChoice[];
}

/** A file that a pipeline sends. */
export interface PushInput {
  /** Name of the source, chosen by the pusher. */
  name: string;
  entityRef: string;
  fileName: string;
  bytes: Uint8Array;
  format?: string;
  /** When the file looked like this, if not now. */
  asOf?: Date;
}

/** Where the record of an import is found. */
export interface ImportRecord {
  importId: string;
  sourceId: string;
}

/** What a person decides about an import that was held back. */
export interface Resolution {
  action: 'release' | 'reject';
  reason: string;
}

/** Number of sources by how reading them again ended. */
export interface SyncOutcome {
  applied: number;
  unchanged: number;
  quarantined: number;
  failed: number;
  detached: number;
}
