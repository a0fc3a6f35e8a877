import { CategoryRef, Finding } from '../../model';
import { categoryRef } from '../../reading/categoryNames';
import { Cursor, quote } from '../../reading/Cursor';
import { ElementIds, resolveReferences } from '../../reading/ElementIds';
import { fingerprint, joinKey, UniqueKeys } from '../../reading/keys';
import { plainLine } from '../../reading/plainText';
import { titleFrom } from '../../reading/titleFrom';
import { Block, blocksOf, memberOf, textOf } from './blocks';
import { ControlTable } from './ControlTable';
import { readRating } from './severity';

/** threatcl's word for information disclosure. */
const shortNames = new Map([['info disclosure', 'information disclosure']]);

function readCategories(threat: Cursor): CategoryRef[] {
  const read = (key: string, taxonomy: CategoryRef['taxonomy']) =>
    threat.lines(key).map(label => {
      const ref = categoryRef(shortNames.get(label.toLowerCase()) ?? label);
      if (ref.taxonomy !== taxonomy) {
        threat
          .get(key)
          .warn(
            'unknown-category',
            `The label ${quote(
              label,
            )} is no category of ${taxonomy}; the label was kept.`,
          );
      }
      return ref;
    });
  return [...read('stride', 'STRIDE'), ...read('impacts', 'CIA')];
}

/** The threats of a model. Names identify them; old files have none. */
export function readThreats(
  model: Cursor,
  modelName: string,
  links: { assets: ElementIds; controls: ControlTable },
): Finding[] {
  const keys = new UniqueKeys();
  return blocksOf(model, 'threat').map(({ at, name }: Block) => {
    const description = textOf(at, 'description');
    const preferred = joinKey(modelName, name || fingerprint(description));
    const key = keys.claim(preferred);
    if (key !== preferred) {
      at.warn(
        'duplicate-id',
        'Two threats of the model have the same name or text; both were kept, told apart by their order.',
      );
    }
    const { mitigations, status } = links.controls.read(at, key);
    const [risk] = blocksOf(at, 'risk');
    const rationale = risk?.at.text('rationale') ?? '';
    return {
      key,
      sourceId: at.id('ref') ?? name,
      title:
        plainLine(name ?? '') || titleFrom(description) || 'Untitled threat',
      description: [description, rationale].filter(Boolean).join('\n\n'),
      ...readRating(risk?.at),
      status,
      statusReason:
        status === 'open'
          ? undefined
          : 'Derived from which of its controls are implemented.',
      reviewed: true,
      categories: readCategories(at),
      elementIds: resolveReferences(
        memberOf(at, 'information_asset_refs'),
        links.assets,
      ),
      mitigations,
      tags: [],
      position: at.findingPosition(),
    };
  });
}
