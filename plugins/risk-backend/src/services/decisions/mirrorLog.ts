import { LoggerService } from '@backstage/backend-plugin-api';
import { DecisionLog } from './DecisionLog';

/**
 * Sends what was just written to the auditor. What cannot be sent now is by
 * the next write or the next run.
 */
export const mirrorLog =
  ({
    log,
    logger,
  }: {
    log: Pick<DecisionLog, 'mirror'>;
    logger: LoggerService;
  }) =>
  async (): Promise<void> => {
    try {
      await log.mirror();
    } catch (error) {
      logger.warn(
        `Entries of the decision log are not with the auditor yet; the next run tries again: ${error}`,
      );
    }
  };
