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

function indexLabels(): Map<string, LabelledCategory[]> {
  const index = new Map<string, LabelledCategory[]>();
  const frameworks: Framework[] = [
    'STRIDE',
    'LINDDUN',
    'CIA',
    'DIE',
    'PLOT4ai',
    'EOP',
  ];
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
  const known = categoriesByLabel.get(normalise(label));
  if (!known) {
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
  const preferred = [threat.line('modelType'), diagramType].flatMap(
    type => modelTypes.get(normalise(type ?? '')) ?? [],
  );
  const category =
    preferred
      .map(framework => known.find(entry => entry.framework === framework))
      .find(entry => entry !== undefined) ?? known[0];
  return [{ taxonomy: taxonomies[category.framework], id: category.id }];
}
