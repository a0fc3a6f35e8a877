import { endpoints } from '@product-risk/backstage-plugin-risk-common';
import { Environment } from '../environment';
import { CommandError, ExitCode, exitCodes } from '../exitCodes';
import {
  checksOf,
  Criteria,
  Standing,
  standingOfEntity,
  standingOfProduct,
} from './checks';
import { CallPortal, connect, PortalOptions } from './connection';
import { entityParams } from './entityParams';
import { unexpected } from './unexpected';

interface GateOptions extends PortalOptions {
  entity?: string;
  product?: string;
  maxLevel?: string;
  maxExposure?: number;
  /** False when asked for: `--no-quarantine`. */
  quarantine: boolean;
  /** False when asked for: `--no-unrated`. */
  unrated: boolean;
  allowUnassessed?: boolean;
  budget?: boolean;
  json?: boolean;
}

const usage = (message: string) => new CommandError(exitCodes.usage, message);

function criteriaOf(options: GateOptions): Criteria {
  const criteria: Criteria = {
    maxLevel: options.maxLevel,
    maxExposure: options.maxExposure,
    noQuarantine: !options.quarantine,
    noUnrated: !options.unrated,
    allowUnassessed: options.allowUnassessed ?? false,
    budget: options.budget ?? false,
  };
  const { maxLevel, maxExposure, noQuarantine, noUnrated, budget } = criteria;
  if (
    maxLevel === undefined &&
    maxExposure === undefined &&
    !noQuarantine &&
    !noUnrated &&
    !budget
  ) {
    throw usage(
      'Say what has to hold: --max-level, --max-exposure, --no-quarantine, --no-unrated or --budget.',
    );
  }
  if (budget && options.product === undefined) {
    throw usage('A budget is that of a product: --budget needs --product.');
  }
  return criteria;
}

async function standingOf(
  options: GateOptions,
  connectPortal: () => CallPortal,
): Promise<Standing> {
  const { entity, product } = options;
  if (entity !== undefined && product === undefined) {
    const params = entityParams(entity, '--entity');
    const answer = await connectPortal()(api => api.getEntityRisk({ params }));
    const read = endpoints.getEntityRisk.response.safeParse(answer);
    if (!read.success) {
      throw unexpected();
    }
    return standingOfEntity(read.data);
  }
  if (product !== undefined && entity === undefined) {
    const params = entityParams(product, '--product');
    const answer = await connectPortal()(api => api.getScorecard({ params }));
    const read = endpoints.getScorecard.response.safeParse(answer);
    if (!read.success) {
      throw unexpected();
    }
    return standingOfProduct(read.data);
  }
  throw usage('Name either an --entity or a --product.');
}

/** Checks what the portal knows of an entity or product today. */
export async function gate(
  options: GateOptions,
  environment: Environment,
): Promise<ExitCode> {
  const criteria = criteriaOf(options);
  const standing = await standingOf(options, () =>
    connect(options, environment),
  );
  const checks = checksOf(standing, criteria);
  const met = checks.every(check => check.met);
  const subject = options.product ?? options.entity;
  environment.out(
    options.json
      ? `${JSON.stringify({ subject, met, checks }, null, 2)}\n`
      : [
          `${standing.title}: ${met ? 'passes' : 'does not pass'}\n`,
          ...checks.map(
            ({ check, met: isMet, message }) =>
              `  ${isMet ? 'ok  ' : 'FAIL'}  ${check}: ${message}\n`,
          ),
        ].join(''),
  );
  return met ? exitCodes.ok : exitCodes.failed;
}
