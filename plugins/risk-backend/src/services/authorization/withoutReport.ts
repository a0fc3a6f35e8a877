import { isError } from '@backstage/errors';
import {
  riskReportReadPermission,
  Timeline,
} from '@product-risk/backstage-plugin-risk-common';
import { Caller } from '../Caller';
import { Access } from './Access';

/**
 * A timeline without what only readers of the organisation's report may know:
 * which categories are systemic, and that a product has a part in them.
 */
export const withoutReport =
  <I>(
    operation: (input: I, caller: Caller) => Promise<Timeline>,
    access: Access,
  ) =>
  async (input: I, caller: Caller): Promise<Timeline> => {
    const timeline = await operation(input, caller);
    if (!timeline.conflicts.some(({ kind }) => kind === 'audit')) {
      return timeline;
    }
    try {
      await access.require(caller, riskReportReadPermission);
      return timeline;
    } catch (error) {
      if (!isError(error) || error.name !== 'NotAllowedError') throw error;
      return {
        ...timeline,
        conflicts: timeline.conflicts.filter(({ kind }) => kind !== 'audit'),
      };
    }
  };
