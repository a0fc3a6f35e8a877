import { ElementKind, ModelElement } from '../../model';
import { Cursor } from '../../reading/Cursor';
import { ElementIds, resolveReference } from '../../reading/ElementIds';
import { UniqueKeys } from '../../reading/keys';
import { findEntityRef } from '../../reading/entityRef';
import { plainLine } from '../../reading/plainText';

/** Members of a risk that name an element, the owning one first. */
export const referenceKeys = [
  'most_relevant_technical_asset',
  'most_relevant_communication_link',
  'most_relevant_trust_boundary',
  'most_relevant_shared_runtime',
  'most_relevant_data_asset',
] as const;

export type ReferenceKey = (typeof referenceKeys)[number];

/** Ids of the elements of a model file, by the member that refers to them. */
export type ElementSections = Record<ReferenceKey, ElementIds>;

/** Finds the elements that a risk concerns. */
export interface RiskReferences {
  elementIdsOf(risk: Cursor): string[];
}

/** A model file defines its elements: a risk refers to them. */
export class DefinedElements implements RiskReferences {
  constructor(private readonly sections: ElementSections) {}

  elementIdsOf(risk: Cursor): string[] {
    return referenceKeys.flatMap(
      key => resolveReference(risk, key, this.sections[key]) ?? [],
    );
  }
}

const kinds: Record<ReferenceKey, ElementKind> = {
  most_relevant_technical_asset: 'node',
  most_relevant_communication_link: 'flow',
  most_relevant_trust_boundary: 'boundary',
  most_relevant_shared_runtime: 'node',
  most_relevant_data_asset: 'asset',
};

/** `risks.json` only names elements: each becomes one with its id as its name. */
export class MentionedElements implements RiskReferences {
  readonly elements: ModelElement[] = [];
  private readonly used = new UniqueKeys();
  private readonly byMention = new Map<string, string>();

  elementIdsOf(risk: Cursor): string[] {
    return referenceKeys.flatMap(key => {
      const stated = risk.id(key);
      return stated ? this.mention(key, stated) : [];
    });
  }

  private mention(key: ReferenceKey, stated: string): string {
    const mention = `${key} ${stated}`;
    const known = this.byMention.get(mention);
    if (known !== undefined) {
      return known;
    }
    const id = this.used.claim(stated);
    this.byMention.set(mention, id);
    const name = plainLine(stated) || 'Unnamed element';
    // The id of a link begins with the asset it starts from.
    const start = stated.indexOf('>');
    this.elements.push({
      id,
      name,
      kind: kinds[key],
      outOfScope: false,
      tags: [],
      sourceId:
        key === 'most_relevant_communication_link' && start > 0
          ? this.mention(
              'most_relevant_technical_asset',
              stated.slice(0, start),
            )
          : undefined,
      entityRef: findEntityRef({ name }),
    });
    return id;
  }
}
