import { FindingStatus } from './types';

/**
 * The six letters of STRIDE in their order, with what they stand for.
 * Source: Kohnfelder and Garg, "The threats to our products", 1999.
 * @public
 */
export const strideNames = {
  S: 'Spoofing',
  T: 'Tampering',
  R: 'Repudiation',
  I: 'Information disclosure',
  D: 'Denial of service',
  E: 'Elevation of privilege',
} as const;

/**
 * A letter of STRIDE.
 * @public
 */
export type StrideLetter = keyof typeof strideNames;

/**
 * What people call the states of a finding.
 * @public
 */
export const findingStatusNames: Record<FindingStatus, string> = {
  open: 'Open',
  in_progress: 'In progress',
  claimed: 'Mitigated, as the file says',
  accepted: 'Accepted in the file',
  excluded: 'Left out',
  absent: 'Gone from the file',
};

/**
 * A page of a list: `nextCursor` is absent on the last one.
 * @public
 */
export interface Page<T> {
  items: T[];
  nextCursor?: string;
  /** Over all pages of this filter. */
  totalItems: number;
  /** Entries of this page that the caller may not see. */
  hidden: number;
}
