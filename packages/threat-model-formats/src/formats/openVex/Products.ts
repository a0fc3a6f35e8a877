import { ModelElement } from '../../model';
import { Cursor } from '../../reading/Cursor';
import { UniqueKeys } from '../../reading/keys';
import { parsePackageUrl } from '../../reading/packageUrl';
import { plainLine } from '../../reading/plainText';
import { scalarText } from '../../reading/shape';

/** A product that a statement is about. */
export interface Product {
  id: string;
  elementId: string;
  purl?: string;
  /** Its package URL without version. */
  unversioned?: string;
  /** Parts of it that the statement narrows itself to: package URLs or ids. */
  parts: string[];
}

/** A product or part is its id, or an object with an id and identifiers. */
function idOf(at: Cursor): { id?: string; purl?: string } {
  const id = at.isObject ? at.id('@id') : scalarText(at.value).trim();
  const purl = at.isObject ? at.get('identifiers').id('purl') : undefined;
  const stated = purl ?? id ?? '';
  return {
    id: id || purl,
    purl: parsePackageUrl(stated) ? stated : undefined,
  };
}

/** The products of a document, each of them an element once. */
export class Products {
  readonly elements: ModelElement[] = [];
  private readonly byId = new Map<string, ModelElement>();
  private readonly ids = new UniqueKeys();

  of(statement: Cursor): Product[] {
    // Version 0.0.1 has the parts beside the products.
    const shared = this.partsOf(statement);
    return statement
      .get('products')
      .items()
      .flatMap(at => {
        const { id, purl } = idOf(at);
        if (!id) {
          at.warn(
            'invalid-item',
            'A product has no id; it was left out. Add its @id.',
          );
          return [];
        }
        return [
          {
            id,
            purl,
            unversioned: parsePackageUrl(purl ?? '')?.unversioned,
            elementId: this.elementOf(id, purl).id,
            parts: [...new Set([...this.partsOf(at), ...shared])],
          },
        ];
      });
  }

  private partsOf(owner: Cursor): string[] {
    return owner
      .get('subcomponents')
      .items()
      .map(idOf)
      .flatMap(({ id, purl }) => purl ?? id ?? [])
      .map(plainLine);
  }

  private elementOf(id: string, purl: string | undefined): ModelElement {
    const existing = this.byId.get(id);
    if (existing) {
      return existing;
    }
    const element: ModelElement = {
      id: this.ids.claim(id),
      name:
        parsePackageUrl(purl ?? '')?.name || plainLine(id) || 'Unnamed product',
      kind: 'node',
      outOfScope: false,
      tags: [],
      purl: purl && plainLine(purl),
    };
    this.byId.set(id, element);
    this.elements.push(element);
    return element;
  }
}
