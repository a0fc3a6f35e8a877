import {
  endpoints,
  ExportFormat,
} from '@product-risk/backstage-plugin-risk-common';
import { counted } from '../counted';
import { Environment } from '../environment';
import { CommandError, ExitCode, exitCodes } from '../exitCodes';
import { chooseModel, reportLost, writeOutput } from '../writing';
import { connect, PortalOptions } from './connection';
import { entityParams, refOf } from './entityParams';
import { unexpected } from './unexpected';

interface PullOptions extends PortalOptions {
  to: ExportFormat;
  output?: string;
  model?: string;
}

/**
 * Takes a model of an entity out of the portal, with what people decided about
 * it, and says on stderr what the format or the caller's permissions leave out.
 */
export async function pull(
  entity: string,
  options: PullOptions,
  environment: Environment,
): Promise<ExitCode> {
  const params = entityParams(entity, 'pull');
  const callPortal = connect(options, environment);
  const risk = endpoints.getEntityRisk.response.safeParse(
    await callPortal(api => api.getEntityRisk({ params })),
  );
  if (!risk.success) throw unexpected();
  const { models } = risk.data;
  if (models.length === 0) {
    throw new CommandError(
      exitCodes.failed,
      `The portal has no threat model of ${refOf(
        params,
      )}. Import or push one first.`,
    );
  }
  const { id } = chooseModel(models, options.model, refOf(params));
  const file = endpoints.exportModel.response.safeParse(
    await callPortal(api =>
      api.exportModel({ params: { id }, query: { format: options.to } }),
    ),
  );
  if (!file.success) throw unexpected();
  const { text, lost, hidden } = file.data;
  reportLost(lost, options.to, environment);
  if (hidden.elements + hidden.findings > 0) {
    environment.err(
      `warning: ${counted(hidden.elements, 'element')} and ${counted(
        hidden.findings,
        'finding',
      )} belong to entities that the token may not see and are left out. Do not push this in place of the file that it came from: what it lacks would count as gone.\n`,
    );
  }
  await writeOutput(text, options.output, environment);
  return exitCodes.ok;
}
