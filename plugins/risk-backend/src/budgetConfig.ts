import {
  AlertRule,
  defaultAlertRules,
  TimelinessPolicy,
} from '@product-risk/risk-model';
import { z } from 'zod';

/** `risk.budget`, checked and complete. */
export interface BudgetPolicy {
  /** W, the rolling window. */
  windowDays: number;
  /** Days for which a newly assessed entity stays out. */
  graceDays: number;
  /** By falling urgency. */
  alertRules: AlertRule[];
  calibration: { calibrationDays: number; glideTo: number };
  timeliness: TimelinessPolicy;
}

const days = z.int().min(1).max(3_660);

const alertSchema = z
  .strictObject({
    fraction: z.number().gt(0).max(1),
    longDays: days,
    shortDays: days,
  })
  .refine(
    ({ longDays, shortDays }) => longDays >= shortDays,
    'longDays must not be below shortDays',
  );

const [urgent, ticket, watch] = defaultAlertRules.map(
  ({ budgetFraction: fraction, longDays, shortDays }) => ({
    fraction,
    longDays,
    shortDays,
  }),
);

/** `risk.budget` as people write it. */
export const budgetConfigSchema = z
  .strictObject({
    windowDays: days.default(90),
    graceDays: z.int().min(0).max(3_660).default(30),
    alerts: z
      .strictObject({
        urgent: alertSchema.default(urgent),
        ticket: alertSchema.default(ticket),
        watch: alertSchema.default(watch),
      })
      .prefault({}),
    calibration: z
      .strictObject({
        days: days.default(30),
        glideTo: z.number().gt(0).max(1).default(0.8),
      })
      .prefault({}),
    timeliness: z
      .strictObject({
        windowDays: days.default(180),
        dueDays: z
          .strictObject({
            critical: days.default(7),
            high: days.default(30),
            medium: days.default(90),
            low: days.default(180),
          })
          .prefault({}),
        weights: z
          .strictObject({
            critical: z.number().min(0).default(10),
            high: z.number().min(0).default(5),
            medium: z.number().min(0).default(3),
            low: z.number().min(0).default(1),
          })
          .prefault({}),
      })
      .prefault({}),
  })
  .superRefine(({ windowDays, alerts }, context) => {
    for (const [urgency, { longDays }] of Object.entries(alerts)) {
      if (longDays > windowDays) {
        context.addIssue({
          code: 'custom',
          path: ['alerts', urgency, 'longDays'],
          message: `must not be above windowDays (${windowDays})`,
        });
      }
    }
  })
  .prefault({});

/** Converts to what the risk model computes with. */
export function readBudgetPolicy({
  windowDays,
  graceDays,
  alerts,
  calibration,
  timeliness,
}: z.output<typeof budgetConfigSchema>): BudgetPolicy {
  return {
    windowDays,
    graceDays,
    alertRules: (['urgent', 'ticket', 'watch'] as const).map(urgency => ({
      urgency,
      budgetFraction: alerts[urgency].fraction,
      longDays: alerts[urgency].longDays,
      shortDays: alerts[urgency].shortDays,
    })),
    calibration: {
      calibrationDays: calibration.days,
      glideTo: calibration.glideTo,
    },
    timeliness,
  };
}
