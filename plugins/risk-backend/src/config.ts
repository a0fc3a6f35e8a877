import { createHash } from 'crypto';
import {
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { Scale } from '@product-risk/risk-model';
import { z } from 'zod';
import {
  BudgetPolicy,
  budgetConfigSchema,
  readBudgetPolicy,
} from './budgetConfig';
import {
  decisionConfigShape,
  DecisionPolicy,
  readDecisionPolicy,
} from './decisionConfig';
import { promoteConfigSchema, PromotionRule } from './promoteConfig';
import { FrameworksConfig, frameworksConfigSchema } from './frameworksConfig';
import { readScale, ScaleLabels, scaleConfigSchema } from './scaleConfig';

/** Which entities are products. Kind in lower case. */
export interface ProductRule {
  kind: string;
  type?: string;
  label?: { name: string; value?: string };
}

/**
 * Ties the subject of a service token to what it may push. All of them are
 * patterns in which `*` stands for any text.
 */
export interface PushSubject {
  subject: string;
  sources: string[];
  entities: string[];
  /** May also push versions as of earlier moments. */
  backfill: boolean;
}

/** `risk` of `app-config.yaml`, checked and complete. */
export interface RiskConfig {
  product: ProductRule;
  /** Kinds in lower case; deprecated entities never count. */
  coverage: { kinds: string[] };
  scale: Scale;
  scaleLabels: ScaleLabels;
  /** What one point is worth here. */
  unitDescription: string;
  policy: {
    /** Part of its effect that a claimed mitigation has, 0 to 1. */
    claimedWeight: number;
    trustCatalogOwners: boolean;
    staleAfterDays: number;
    /** An import that loses more than this share of findings is held back. */
    quarantineShare: number;
    /** So is one that loses all of them, if they are this many or more. */
    quarantineMinimum: number;
    decisions: DecisionPolicy;
  };
  budget: BudgetPolicy;
  treatment: {
    /** What costs of options are compared in. */
    costUnit: string;
    /** For how many years running costs count. */
    years: number;
  };
  /** Changes with everything that changes numbers. */
  policyVersion: string;
  sync: {
    catalogSchedule: SchedulerServiceTaskScheduleDefinition;
    sourceSchedule: SchedulerServiceTaskScheduleDefinition;
    allowedTargets: string[];
    maxFileBytes: number;
    allowFileLocations: boolean;
  };
  push: { subjects: PushSubject[] };
  /** When results of machines become risks without a person. */
  promote: PromotionRule[];
  frameworks: FrameworksConfig;
}

const word = z.string().trim().min(1);
const share = z.number().gt(0).max(1);

const riskSchema = z.strictObject({
  product: z
    .strictObject({
      kind: word.default('System'),
      type: word.optional(),
      label: z
        .strictObject({ name: word, value: z.string().optional() })
        .optional(),
    })
    .prefault({}),
  coverage: z
    .strictObject({ kinds: z.array(word).min(1).default(['Component']) })
    .prefault({}),
  scale: scaleConfigSchema,
  budget: budgetConfigSchema,
  treatment: z
    .strictObject({
      costUnit: word.max(63).default('person days'),
      years: z.int().min(1).max(10).default(1),
    })
    .prefault({}),
  policy: z
    .strictObject({
      claimedWeight: z.number().min(0).max(1).default(1),
      trustCatalogOwners: z.boolean().default(false),
      staleAfterDays: z.int().min(1).default(365),
      ...decisionConfigShape,
      quarantine: z
        .strictObject({
          share: share.default(0.3),
          minimum: z.int().min(1).default(3),
        })
        .prefault({}),
    })
    .prefault({}),
  sync: z
    .strictObject({
      catalogSchedule: z.unknown().optional(),
      sourceSchedule: z.unknown().optional(),
      allowedTargets: z.array(word).default([]),
      maxFileBytes: z
        .int()
        .min(1)
        .default(20 * 1024 * 1024),
      allowFileLocations: z.boolean().default(false),
    })
    .prefault({}),
  promote: promoteConfigSchema,
  push: z
    .strictObject({
      subjects: z
        .array(
          z.strictObject({
            subject: word,
            sources: z.array(word).min(1),
            entities: z.array(word).min(1),
            backfill: z.boolean().default(false),
          }),
        )
        .default([]),
    })
    .prefault({}),
  frameworks: frameworksConfigSchema,
});

function keyOf(path: PropertyKey[]): string {
  return path.reduce<string>(
    (key, part) =>
      typeof part === 'number' ? `${key}[${part}]` : `${key}.${String(part)}`,
    'risk',
  );
}

function parse(value: unknown): z.output<typeof riskSchema> {
  const result = riskSchema.safeParse(value ?? {});
  if (!result.success) {
    const problems = result.error.issues.map(
      issue => `${keyOf(issue.path)}: ${issue.message}`,
    );
    throw new InputError(`Wrong configuration: ${problems.join('; ')}`);
  }
  return result.data;
}

function readSchedule(
  config: Config,
  key: string,
  fallback: SchedulerServiceTaskScheduleDefinition,
): SchedulerServiceTaskScheduleDefinition {
  const schedule = config.getOptionalConfig(key);
  if (!schedule) return fallback;
  try {
    return readSchedulerServiceTaskScheduleDefinitionFromConfig(schedule);
  } catch (error) {
    throw new InputError(`Wrong configuration: ${key}: ${error}`);
  }
}

const digest = (value: unknown) =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 12);

const lower = (text: string) => text.toLocaleLowerCase('en-US');

/**
 * Reads `risk` from the configuration.
 *
 * @throws InputError that names every wrong key.
 */
export function readRiskConfig(rootConfig: Config): RiskConfig {
  const {
    product,
    coverage,
    scale,
    budget,
    treatment,
    policy,
    sync,
    push,
    promote,
    frameworks,
  } = parse(rootConfig.getOptional('risk'));
  const { scale: steps, labels } = readScale(scale);
  const numbers = {
    product: { ...product, kind: lower(product.kind) },
    coverage: { kinds: coverage.kinds.map(lower) },
    scale: steps,
  };
  return {
    ...numbers,
    budget: readBudgetPolicy(budget),
    treatment,
    scaleLabels: labels,
    unitDescription: scale.unit,
    policy: {
      claimedWeight: policy.claimedWeight,
      trustCatalogOwners: policy.trustCatalogOwners,
      staleAfterDays: policy.staleAfterDays,
      quarantineShare: policy.quarantine.share,
      quarantineMinimum: policy.quarantine.minimum,
      decisions: readDecisionPolicy(policy),
    },
    policyVersion: digest([
      numbers,
      policy.claimedWeight,
      policy.staleAfterDays,
      budget,
      ...(promote.length > 0 ? [promote] : []),
    ]),
    sync: {
      catalogSchedule: readSchedule(rootConfig, 'risk.sync.catalogSchedule', {
        frequency: { minutes: 10 },
        timeout: { minutes: 15 },
        initialDelay: { seconds: 5 },
      }),
      sourceSchedule: readSchedule(rootConfig, 'risk.sync.sourceSchedule', {
        frequency: { minutes: 30 },
        timeout: { minutes: 30 },
        initialDelay: { seconds: 30 },
      }),
      allowedTargets: sync.allowedTargets,
      maxFileBytes: sync.maxFileBytes,
      allowFileLocations: sync.allowFileLocations,
    },
    push,
    promote,
    frameworks,
  };
}
