import { createHash } from 'crypto';
import { InputError } from '@backstage/errors';
import {
  builtInCoverage,
  Categoriser,
  CategoryError,
  CategoryFrameworks,
  defaultFrameworks,
  loadFrameworks,
  MethodCoverage,
  readBundled,
} from '@product-risk/category-frameworks';
import {
  defaultSystemicPolicy,
  Level,
  SystemicPolicy,
} from '@product-risk/risk-model';
import { z } from 'zod';

const id = z
  .string({
    error: issue =>
      typeof issue.input === 'number'
        ? 'write it in quotes: as a number, 8.10 would be read as 8.1'
        : undefined,
  })
  .trim()
  .min(1);
const text = z.string().trim().min(1);
const share = z.number().min(0).max(1);

/** `risk.frameworks` of `app-config.yaml`. */
export const frameworksConfigSchema = z
  .strictObject({
    enabled: z
      .array(id)
      .min(1)
      .default([...defaultFrameworks]),
    own: z
      .array(
        z.strictObject({
          id,
          version: id.optional(),
          title: text,
          categories: z
            .array(z.strictObject({ id, name: text, parent: id.optional() }))
            .min(1),
        }),
      )
      .default([]),
    overlays: z
      .array(
        z.strictObject({
          from: id,
          to: id,
          relation: z
            .enum(['equal', 'subset', 'superset', 'intersect'])
            .optional(),
          strength: z.number().optional(),
        }),
      )
      .default([]),
    rules: z
      .array(
        z.strictObject({
          id: text,
          category: id,
          when: z.strictObject({
            weakness: id.optional(),
            label: text.optional(),
            words: z.array(text).optional(),
            source: text.optional(),
          }),
        }),
      )
      .default([]),
    methods: z
      .array(
        z.strictObject({
          method: text.max(63),
          formats: z.array(text).default([]),
          categories: z.array(id).min(1),
        }),
      )
      .default([]),
    systemic: z
      .strictObject({
        level: z.enum(['low', 'medium', 'high', 'critical']).default('high'),
        toleratedPrevalence: share.optional(),
        falseDiscoveryRate: share.optional(),
        hotSpotFalseDiscoveryRate: share.optional(),
        minAssessed: z.int().min(1).optional(),
        minCoverage: share.optional(),
        concentratedBelow: z.number().min(1).optional(),
        commonCauseAbove: share.optional(),
      })
      .prefault({}),
  })
  .prefault({});

export type FrameworksConfig = z.output<typeof frameworksConfigSchema>;

/** A method with the formats whose models are made by it. */
export interface AssessmentMethod extends MethodCoverage {
  /** `*` for every threat model that is no result of a scan. */
  formats: readonly string[];
}

/** All that categories need, loaded and checked once. */
export interface Vocabulary {
  frameworks: CategoryFrameworks;
  categoriser: Categoriser;
  methods: ReadonlyMap<string, AssessmentMethod>;
  policy: SystemicPolicy;
  /** From this level on an open risk makes its product affected. */
  level: Level;
  /** Changes with everything that changes categories or their counts. */
  version: string;
}

/** The methods that apply to any threat model unless configured otherwise. */
const ANY_FORMAT = ['*'];

async function methodsOf(
  config: FrameworksConfig,
  frameworks: CategoryFrameworks,
): Promise<Map<string, AssessmentMethod>> {
  const methods = new Map<string, AssessmentMethod>();
  for (const builtIn of await builtInCoverage(frameworks)) {
    methods.set(builtIn.method, {
      ...builtIn,
      formats: builtIn.method === 'stride' ? ANY_FORMAT : [],
    });
  }
  config.methods.forEach(({ method, formats, categories }, index) => {
    methods.set(method, {
      method,
      formats,
      categories: categories.map(one => {
        try {
          return frameworks.resolve(one).id;
        } catch (error) {
          throw new InputError(
            `risk.frameworks.methods[${index}].categories: ${error}`,
          );
        }
      }),
    });
  });
  return methods;
}

/**
 * Loads the frameworks that are configured.
 *
 * @throws InputError that names the key under `risk.frameworks`.
 */
export async function loadVocabulary(
  config: FrameworksConfig,
): Promise<Vocabulary> {
  const { enabled, own, overlays, rules, systemic } = config;
  try {
    const frameworks = await loadFrameworks(
      { enabled, own, overlays },
      readBundled,
    );
    return {
      frameworks,
      categoriser: await Categoriser.create(frameworks, rules),
      methods: await methodsOf(config, frameworks),
      level: systemic.level,
      version: `${frameworks.dataVersion}+${createHash('sha256')
        .update(JSON.stringify(config))
        .digest('hex')
        .slice(0, 12)}`,
      policy: {
        toleratedPrevalence:
          systemic.toleratedPrevalence ??
          defaultSystemicPolicy.toleratedPrevalence,
        systemicQ:
          systemic.falseDiscoveryRate ?? defaultSystemicPolicy.systemicQ,
        hotSpotQ:
          systemic.hotSpotFalseDiscoveryRate ?? defaultSystemicPolicy.hotSpotQ,
        minAssessed: systemic.minAssessed ?? defaultSystemicPolicy.minAssessed,
        minCoverage: systemic.minCoverage ?? defaultSystemicPolicy.minCoverage,
        concentratedBelow:
          systemic.concentratedBelow ?? defaultSystemicPolicy.concentratedBelow,
        commonCauseAbove:
          systemic.commonCauseAbove ?? defaultSystemicPolicy.commonCauseAbove,
      },
    };
  } catch (error) {
    if (error instanceof CategoryError) {
      throw new InputError(
        `Wrong configuration: risk.frameworks: ${error.message}`,
      );
    }
    throw error;
  }
}
