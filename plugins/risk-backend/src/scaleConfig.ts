import {
  CENTI_PER_POINT,
  FiveSteps,
  MICRO_PER_ONE,
  Scale,
  UNITS_PER_POINT,
} from '@product-risk/risk-model';
import { z } from 'zod';

/** What people call the five steps. */
export interface ScaleLabels {
  likelihood: string[];
  impact: string[];
}

const label = z.string().trim().min(1).max(63);
const probability = z
  .number()
  .min(1 / MICRO_PER_ONE)
  .max(1);
const points = z
  .number()
  .min(1 / CENTI_PER_POINT)
  .max(1_000_000_000);

const rising = (values: number[]) =>
  values.every((value, index) => index === 0 || value > values[index - 1]);

const fiveRising = <T extends z.ZodType>(
  step: T,
  valueOf: (step: z.output<T>) => number,
) =>
  z
    .array(step)
    .length(5, 'must have five steps')
    .refine(steps => rising(steps.map(valueOf)), 'must rise');

/** `risk.scale` as people write it: probabilities and points. */
export const scaleConfigSchema = z
  .strictObject({
    likelihood: fiveRising(
      z.strictObject({ label, probability }),
      step => step.probability,
    ).default([
      { label: 'Rare', probability: 0.01 },
      { label: 'Unlikely', probability: 0.03 },
      { label: 'Possible', probability: 0.1 },
      { label: 'Likely', probability: 0.3 },
      { label: 'Expected', probability: 0.7 },
    ]),
    impact: fiveRising(
      z.strictObject({ label, points }),
      step => step.points,
    ).default([
      { label: 'Negligible', points: 1 },
      { label: 'Minor', points: 3 },
      { label: 'Moderate', points: 10 },
      { label: 'Major', points: 30 },
      { label: 'Severe', points: 100 },
    ]),
    levels: z
      .strictObject({
        medium: points.default(0.3),
        high: points.default(3),
        critical: points.default(10),
      })
      .refine(
        ({ medium, high, critical }) => rising([medium, high, critical]),
        'medium, high and critical must rise',
      )
      .prefault({}),
    severeImpact: points.default(30),
    unit: z
      .string()
      .trim()
      .min(1)
      .max(255)
      .default('one unit of loss, as this organisation compares losses'),
  })
  .prefault({});

const toFive = (values: number[]): FiveSteps => {
  const [one, two, three, four, five] = values;
  return [one, two, three, four, five];
};

/** Converts to the integers that the risk model computes with. */
export function readScale({
  likelihood,
  impact,
  levels,
  severeImpact,
}: z.output<typeof scaleConfigSchema>): { scale: Scale; labels: ScaleLabels } {
  const toUnits = (value: number) => Math.round(value * UNITS_PER_POINT);
  return {
    scale: {
      likelihoodMicro: toFive(
        likelihood.map(step => Math.round(step.probability * MICRO_PER_ONE)),
      ),
      impactCenti: toFive(
        impact.map(step => Math.round(step.points * CENTI_PER_POINT)),
      ),
      levelCuts: {
        medium: toUnits(levels.medium),
        high: toUnits(levels.high),
        critical: toUnits(levels.critical),
      },
      severeImpactCenti: Math.round(severeImpact * CENTI_PER_POINT),
    },
    labels: {
      likelihood: likelihood.map(step => step.label),
      impact: impact.map(step => step.label),
    },
  };
}
