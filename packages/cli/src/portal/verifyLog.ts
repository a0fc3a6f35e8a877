import { endpoints } from '@product-risk/backstage-plugin-risk-common';
import { Environment } from '../environment';
import { CommandError, ExitCode, exitCodes } from '../exitCodes';
import { connect, PortalOptions } from './connection';
import { unexpected } from './unexpected';

interface VerifyLogOptions extends PortalOptions {
  expect?: string;
  json?: boolean;
}

/** Has the portal read its decision log once, and says whether it is whole. */
export async function verifyLog(
  options: VerifyLogOptions,
  environment: Environment,
): Promise<ExitCode> {
  const { verifyDecisionLog } = endpoints;
  const query = verifyDecisionLog.query.safeParse({ expect: options.expect });
  if (!query.success) {
    throw new CommandError(
      exitCodes.usage,
      '--expect needs a head as verify-log prints it: a number, a colon and 64 hexadecimal digits.',
    );
  }
  const answer = await connect(
    options,
    environment,
  )(api => api.verifyDecisionLog({ query: query.data }));
  const read = verifyDecisionLog.response.safeParse(answer);
  if (!read.success) throw unexpected();
  const { ok, head, problem } = read.data;
  environment.out(
    options.json
      ? `${JSON.stringify(
          { ok, head: head.head, expected: options.expect, problem },
          null,
          2,
        )}\n`
      : `${
          ok
            ? `The decision log is whole${
                options.expect ? ' and contains the head that was kept' : ''
              }.`
            : `The decision log is broken at entry ${problem?.seq}: ${problem?.text}.`
        }\nhead ${head.head}\n`,
  );
  return ok ? exitCodes.ok : exitCodes.failed;
}
