import { ParsedDocument } from '../../format';
import { TreatmentEffect, TreatmentKind, TreatmentOption } from '../../model';
import { Cursor, quote } from '../../reading/Cursor';
import { fingerprint, UniqueKeys } from '../../reading/keys';
import { requireList } from '../../reading/requireList';
import { bareWord } from '../../reading/words';
import {
  checkKeys,
  idsOf,
  keyOfId,
  linesOf,
  readAmount,
  readFraction,
} from './reading';
import { treatmentKinds } from './vocabulary';

function readKind(option: Cursor): TreatmentKind | undefined {
  const raw = option.line('kind') ?? '';
  const kind = treatmentKinds.find(word => word === bareWord(raw));
  if (!kind) {
    option
      .get('kind')
      .warn(
        'unknown-kind',
        `${
          raw
            ? `The kind ${quote(raw)} is not known here`
            : 'A treatment option has no kind'
        }; the option was left out. Write one of ${treatmentKinds.join(', ')}.`,
      );
  }
  return kind;
}

function readEffects(
  option: Cursor,
  keysByThreat: ReadonlyMap<string, string[]>,
): TreatmentEffect[] {
  const treats = option.get('treats');
  const items = Array.isArray(treats.value) ? treats.items() : [treats];
  const effects = items.flatMap(item => {
    if (item.isAbsent) {
      return [];
    }
    const isPlain =
      typeof item.value === 'string' || typeof item.value === 'number';
    if (!isPlain) {
      // Warns when it is no object either.
      checkKeys(item, 'treatment');
    }
    const threat = isPlain ? String(item.value).trim() : item.id('threat');
    const keys = threat ? keysByThreat.get(threat) : undefined;
    if (!keys) {
      item.warn(
        'dangling-reference',
        'The threat that the option treats is not in the file; the effect was left out. Write the id of one.',
      );
      return [];
    }
    const likelihoodReduction = readFraction(item, 'likelihood');
    const impactReduction = readFraction(item, 'impact');
    return keys.map(findingKey => ({
      findingKey,
      likelihoodReduction,
      impactReduction,
    }));
  });
  const treated = new Set<string>();
  return effects.filter(({ findingKey }) => {
    const isNew = !treated.has(findingKey);
    if (!isNew) {
      treats.warn(
        'duplicate-id',
        'The option names one threat twice; the first mention counts.',
      );
    }
    treated.add(findingKey);
    return isNew;
  });
}

function readLeadTime(option: Cursor): number | undefined {
  const days = readAmount(option, 'leadTimeDays');
  if (days !== undefined && !Number.isInteger(days)) {
    option
      .get('leadTimeDays')
      .warn(
        'out-of-range',
        'A lead time is a number of days; it was left out.',
      );
    return undefined;
  }
  return days;
}

/** Ways to treat the findings, in the order of the file. */
export function readOptions(
  document: ParsedDocument,
  root: Cursor,
  keysByThreat: ReadonlyMap<string, string[]>,
): TreatmentOption[] {
  const keys = new UniqueKeys();
  const items = requireList(
    document,
    root.get('options'),
    'the options',
  ).flatMap(at => {
    checkKeys(at, 'option');
    const kind = readKind(at);
    if (!kind) {
      return [];
    }
    const title = at.line('title') ?? at.line('id') ?? 'Untitled option';
    const stated = at.id('id');
    const preferred = stated ? keyOfId(stated) : fingerprint(kind, title);
    const key = keys.claim(preferred);
    if (stated && key !== preferred) {
      at.warn(
        'duplicate-id',
        'Two options have the same id; both were kept, and others refer to the first.',
      );
    }
    return [{ at, kind, title, key }];
  });

  const referred = (at: Cursor, key: 'needs' | 'excludes') =>
    idsOf(at, key)
      .map(keyOfId)
      .filter(id => {
        const isKnown = keys.has(id);
        if (!isKnown) {
          at.get(key).warn(
            'dangling-reference',
            'An option this refers to is not in the file; the reference was left out.',
          );
        }
        return isKnown;
      });

  return items.map(({ at, kind, title, key }) => {
    const cost = at.get('cost');
    checkKeys(cost, 'cost');
    return {
      key,
      kind,
      title,
      description: at.text('description'),
      effects: readEffects(at, keysByThreat),
      costOnce: readAmount(cost, 'once'),
      costPerYear: readAmount(cost, 'perYear'),
      leadTimeDays: readLeadTime(at),
      constraints: linesOf(at, 'constraints'),
      needs: referred(at, 'needs'),
      excludes: referred(at, 'excludes'),
    };
  });
}
