import { CategoryRef } from '../../model';
import { Cursor, quote } from '../../reading/Cursor';
import { normalise } from '../../reading/keys';
import { categoryLabels } from './categoryLabels';

type Framework = keyof typeof categoryLabels;

interface LabelledCategory {
  framework: Framework;
  id: string;
}

const taxonomies: Record<Framework, CategoryRef['taxonomy']> = {
  STRIDE: 'STRIDE',
  LINDDUN: 'LINDDUN',
  CIA: 'CIA',
  DIE: 'other',
  PLOT4ai: 'PLOT4ai',
  EOP: 'other',
};

/** Frameworks of a threat's `modelType` or a diagram's `diagramType`. */
const modelTypes = new Map<string, Framework[]>([
  ['stride', ['STRIDE']],
  ['linddun', ['LINDDUN']],
  ['cia', ['CIA']],
  ['ciadie', ['CIA', 'DIE']],
  ['die', ['DIE', 'CIA']],
  ['plot4ai', ['PLOT4ai']],
  ['eop', ['EOP']],
]);

const frameworks: Framework[] = [
  'STRIDE',
  'LINDDUN',
  'CIA',
  'DIE',
  'PLOT4ai',
  'EOP',
];

function indexLabels(): Map<string, LabelledCategory[]> {
  const index = new Map<string, LabelledCategory[]>();
  for (const framework of frameworks) {
    for (const [id, labels] of Object.entries(categoryLabels[framework])) {
      for (const label of labels) {
        const key = normalise(label);
        index.set(key, [...(index.get(key) ?? []), { framework, id }]);
      }
    }
  }
  return index;
}

const categoriesByLabel = indexLabels();

/**
 * The category a label names; undefined when it is none we know. A label of two
 * frameworks means the one of the first model type that has it.
 */
function categoryOfLabel(
  label: string,
  types: (string | undefined)[],
): CategoryRef | undefined {
  const known = categoriesByLabel.get(normalise(label));
  if (!known) {
    return undefined;
  }
  const preferred = types.flatMap(
    type => modelTypes.get(normalise(type ?? '')) ?? [],
  );
  const category =
    preferred
      .map(framework => known.find(entry => entry.framework === framework))
      .find(entry => entry !== undefined) ?? known[0];
  return { taxonomy: taxonomies[category.framework], id: category.id };
}

/**
 * The category a threat's `type` label names. A label of two frameworks means
 * the one of the threat's model type, else of its diagram's.
 */
export function readCategories(
  threat: Cursor,
  diagramType: string | undefined,
): CategoryRef[] {
  const label = threat.line('type');
  if (!label || normalise(label) === 'generic') {
    return [];
  }
  const category = categoryOfLabel(label, [
    threat.line('modelType'),
    diagramType,
  ]);
  if (!category) {
    threat
      .get('type')
      .warn(
        'unknown-category',
        `The threat type ${quote(
          label,
        )} is no category we know; the label was kept.`,
      );
    return [{ taxonomy: 'other', id: label }];
  }
  return [category];
}

/** A threat's type as Threat Dragon writes it. */
export interface ThreatType {
  type: string;
  modelType: string;
  /** What reading it gives: a label that is no category of the tool is `other`, "Generic" is none. */
  category?: CategoryRef;
}

/** The type that names a category, in English; a label of its own where the tool has none. */
export function threatTypeOf({ taxonomy, id }: CategoryRef): ThreatType {
  for (const framework of frameworks) {
    const labels: Record<string, string[]> = categoryLabels[framework];
    const own = Object.hasOwn(labels, id) ? labels[id] : undefined;
    if (own && taxonomies[framework] === taxonomy) {
      const english = id.replace(/-/g, ' ');
      const label = own.includes(english) ? english : own[0];
      const type = label[0].toUpperCase() + label.slice(1);
      const category = categoryOfLabel(type, [framework]);
      if (category) {
        return { type, modelType: framework, category };
      }
    }
  }
  const isGeneric = normalise(id) === 'generic';
  return {
    type: id,
    modelType: '',
    category: isGeneric
      ? undefined
      : categoryOfLabel(id, []) ?? { taxonomy: 'other', id },
  };
}
