import { CategoryRef, Finding } from '../../model';
import { cweRef } from '../../reading/categoryNames';
import { Cursor } from '../../reading/Cursor';
import { resolveReferences } from '../../reading/ElementIds';
import { fingerprint, joinKey, UniqueKeys } from '../../reading/keys';
import { titleFrom } from '../../reading/titleFrom';
import { ControlTable } from './ControlTable';
import { ElementSections } from './readElements';
import { RiskTable } from './RiskTable';

/** What threats are linked to. */
export interface ThreatLinks {
  controls: ControlTable;
  risks: RiskTable;
  sections: ElementSections;
}

/** The objects of a member that is one (1.0.0) or a list of them. */
function oneOrMany(member: Cursor): Cursor[] {
  return member.isObject ? [member] : member.objects();
}

function readCategories(threat: Cursor): CategoryRef[] {
  const weaknesses = oneOrMany(threat.get('weaknesses')).flatMap(item => {
    const id = item.line('cwe_id');
    return (id && cweRef(id)) || [];
  });
  const attacks = oneOrMany(threat.get('attack_mechanisms')).flatMap(item => {
    const number = /\d{1,5}/.exec(item.line('capec_id') ?? '')?.[0];
    return number
      ? [{ taxonomy: 'CAPEC' as const, id: `CAPEC-${Number(number)}` }]
      : [];
  });
  return [...weaknesses, ...attacks];
}

/**
 * One finding for each element a threat affects, and one on the model for a
 * threat that names none.
 */
export function readThreats(threats: Cursor[], links: ThreatLinks): Finding[] {
  const keys = new UniqueKeys();
  const definitions = new UniqueKeys();
  return threats.flatMap(at => {
    const id = at.id('symbolic_name');
    const description = [at.text('description'), at.text('event')]
      .filter(Boolean)
      .join('\n\n');
    const title =
      at.line('title') ??
      at.line('symbolic_name') ??
      (titleFrom(description) || 'Untitled threat');
    if (!id) {
      at.warn(
        'missing-id',
        'A threat has no symbolic_name; it is recognised again by its title, and no control or risk can refer to it.',
      );
    }
    const preferred = id ?? fingerprint(title);
    const definitionKey = definitions.claim(joinKey(preferred));
    if (definitionKey !== joinKey(preferred)) {
      at.warn(
        'duplicate-id',
        'Two threats have the same symbolic_name; both were kept, told apart by their order.',
      );
    }
    const risk = links.risks.of(id);
    const score = risk?.at.number('score');
    const status = links.controls.deriveStatus(id);
    const definition: Omit<Finding, 'key' | 'elementIds'> = {
      sourceId: id,
      definitionKey,
      title,
      description,
      severity: risk?.level.value ?? 'unknown',
      severityRaw: risk?.level.raw,
      likelihoodRaw: risk?.at.line('likelihood'),
      impactRaw: risk?.at.line('impact'),
      score:
        score === undefined
          ? undefined
          : { value: score, scale: 'stated by the file, 0-25' },
      status,
      statusReason:
        status === 'open'
          ? undefined
          : 'Derived from the states of its controls.',
      reviewed: true,
      categories: readCategories(at),
      mitigations: links.controls.of(id),
      tags: at.lines('sources'),
      position: at.findingPosition(),
    };
    const affected = resolveReferences(
      at.get('components_affected'),
      ...links.sections,
    );
    return affected.length > 0
      ? affected.map(elementId => ({
          ...definition,
          key: keys.claim(joinKey(preferred, elementId)),
          elementIds: [elementId],
        }))
      : [
          {
            ...definition,
            key: keys.claim(joinKey(preferred)),
            elementIds: [],
          },
        ];
  });
}
