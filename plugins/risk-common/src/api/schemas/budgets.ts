import { z } from 'zod';
import {
  daySchema,
  entityLinkSchema,
  entityRefSchema,
  exposureSchema,
  levelSchema,
  reasonSchema,
  timestampSchema,
} from './common';

/** In 1/10 000 point days. */
const unitDaysSchema = z
  .int()
  .describe('Exposure over time in 1/10 000 point days');

export const budgetStateSchema = z
  .enum([
    'not-assessed',
    'no-target',
    'not-started',
    'within',
    'running-out',
    'exhausted',
  ])
  .describe(
    '`not-assessed`: nothing is known to spend; `no-target`: the owner has set none; `not-started`: everything assessed is new and counts later',
  );

export const alertUrgencySchema = z.enum(['urgent', 'ticket', 'watch']);

/** How a product stands with its budget, as lists show it. */
export const budgetSummarySchema = z.object({
  state: budgetStateSchema,
  target: exposureSchema.optional().describe('T today; absent: none is set'),
  spentShare: z
    .number()
    .min(0)
    .optional()
    .describe('Spent of the window, above 1 when exhausted; absent: unknown'),
  timeShare: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe('Part of the window for which exposure has counted'),
  startsOn: daySchema.optional().describe('First day on which exposure counts'),
  runsOutOn: daySchema
    .optional()
    .describe('At the exposure of today; absent: not at this rate'),
  recoversOn: daySchema
    .optional()
    .describe('When exhausted, at the exposure of today'),
  alert: alertUrgencySchema.optional(),
  sentence: z.string().describe('Where it stands, in plain words'),
});

export const exposureStepSchema = z.object({
  day: daySchema,
  exposure: exposureSchema,
});

export const targetMethodSchema = z.enum(['set', 'calibrated']);

export const targetChangeSchema = z.object({
  at: timestampSchema,
  by: entityLinkSchema
    .optional()
    .describe('Absent: a person the caller may not see'),
  method: targetMethodSchema,
  before: exposureSchema.optional().describe('Absent: the first target'),
  after: exposureSchema,
  endsAt: exposureStepSchema
    .optional()
    .describe('Where a glide path leads, and when'),
  reason: z.string(),
  signedSecond: z
    .boolean()
    .describe('It was a raise, which a second person signed'),
  secondSigner: entityLinkSchema
    .optional()
    .describe('Absent: nobody had to, or a person the caller may not see'),
});

const permittedSchema = z.object({
  allowed: z.boolean(),
  reason: z.string().optional().describe('Why not, in plain words'),
});

export const awaitedRaiseSchema = z
  .object({
    id: z.uuid(),
    at: timestampSchema,
    by: entityLinkSchema
      .optional()
      .describe('Absent: a person the caller may not see'),
    method: targetMethodSchema,
    after: exposureSchema.describe('From the second signature on'),
    endsAt: exposureStepSchema
      .optional()
      .describe('Where a glide path leads, and when'),
    reason: z.string(),
    signer: entityLinkSchema
      .optional()
      .describe('Who signs second; absent: the caller may not see whom'),
    maySign: permittedSchema,
    mayReject: z.boolean().describe('Turn it down, or take it back'),
  })
  .describe('A raise that waits for its second signature');

export const myRaiseSchema = awaitedRaiseSchema
  .extend({
    product: entityLinkSchema,
    before: exposureSchema.optional().describe('The target that it raises'),
  })
  .describe('A raise that waits, with the product that it is about');

export const answeredRaiseSchema = z.object({
  id: z.uuid(),
  product: entityLinkSchema,
  at: timestampSchema.describe('When it was asked for'),
  after: exposureSchema.describe('What was asked for'),
  outcome: z
    .enum(['signed', 'rejected', 'withdrawn'])
    .describe('`withdrawn`: taken back, or replaced by another target'),
  answeredAt: timestampSchema,
  answeredBy: entityLinkSchema
    .optional()
    .describe('Absent: a person the caller may not see'),
  reason: z.string().describe('Why it was answered so'),
});

export const myRaisesSchema = z.object({
  waitingForMe: z.array(myRaiseSchema).describe('I may sign them second'),
  askedByMe: z.array(myRaiseSchema).describe('And not answered'),
  answered: z
    .array(answeredRaiseSchema)
    .describe('Those I asked for, of the last 90 days, newest answer first'),
  truncated: z.boolean(),
});

/** Whether something would raise the target at any time from today on. */
const raisesSchema = z
  .boolean()
  .describe('Raises the target at some time, which needs a second signer');

export const budgetSchema = budgetSummarySchema.extend({
  product: entityLinkSchema,
  asOf: timestampSchema,
  policyVersion: z.string(),
  windowDays: z.int(),
  graceDays: z
    .int()
    .describe('Days for which a newly assessed entity stays out of the budget'),
  spent: unitDaysSchema.optional(),
  budget: unitDaysSchema.optional(),
  daysToRunOut: z.number().optional(),
  daysToRecovery: z.number().optional(),
  burnRates: z.array(
    z.object({
      days: z.int(),
      rate: z
        .number()
        .optional()
        .describe('Mean exposure over mean target; absent before it is full'),
    }),
  ),
  alertRules: z.array(
    z.object({
      urgency: alertUrgencySchema,
      threshold: z.number().describe('Both windows burn faster than this'),
      longDays: z.int(),
      shortDays: z.int(),
    }),
  ),
  exposure: z.object({
    shown: exposureSchema.describe('All open risks today'),
    counted: exposureSchema.describe('What the budget counts today'),
    joining: z
      .array(exposureStepSchema)
      .describe('Exposure of newly assessed entities, and when it joins'),
  }),
  series: z.object({
    exposure: z.array(exposureStepSchema).describe('As the budget counts it'),
    target: z.array(exposureStepSchema).describe('With its steps to come'),
  }),
  changes: z.array(targetChangeSchema).describe('Newest first'),
  proposals: z.object({
    annotation: z
      .object({ target: exposureSchema, raises: raisesSchema })
      .optional()
      .describe('What `product-risk/exposure-target` proposes'),
    annotationProblem: z.string().optional(),
    calibration: z
      .object({
        median: exposureSchema,
        fromDay: daySchema,
        toDay: daySchema,
        target: exposureSchema.describe('From today on'),
        endsAt: exposureStepSchema,
        raises: raisesSchema,
      })
      .optional()
      .describe('From the first days of what was assessed last'),
    calibrationReadyOn: daySchema.optional(),
  }),
  maySet: permittedSchema,
  awaiting: awaitedRaiseSchema.optional(),
});

const replacesSchema = exposureSchema
  .min(0)
  .optional()
  .describe('The target as the page showed it; absent: none was set');

export const setTargetSchema = z.discriminatedUnion('method', [
  z.object({
    method: z.literal('set'),
    target: exposureSchema.min(0).max(1e13),
    replaces: replacesSchema,
    reason: reasonSchema,
  }),
  z.object({
    method: z.literal('calibrated'),
    replaces: replacesSchema,
    reason: reasonSchema,
  }),
]);

export const raiseAnswerSchema = z.object({
  id: z.uuid().describe('Of the raise, as it was read'),
  reason: reasonSchema,
});

const ratioSchema = z
  .number()
  .min(0)
  .max(1)
  .optional()
  .describe('Absent: no risk was open in the window');

export const timelinessSchema = z.object({
  productRef: entityRefSchema,
  asOf: timestampSchema,
  windowDays: z.int(),
  risks: z.int().describe('Risks open at any time in the window'),
  unrated: z.int().describe('Left out: without a level nothing is due'),
  overall: ratioSchema,
  byLevel: z.array(
    z.object({ level: levelSchema, dueDays: z.int(), timeliness: ratioSchema }),
  ),
  medianDays: z
    .int()
    .optional()
    .describe('Kaplan-Meier median time to close; absent: not reached'),
  survival: z
    .array(z.object({ days: z.int(), survival: z.number() }))
    .describe('Part of the risks still open after some days'),
  sentence: z.string(),
});
