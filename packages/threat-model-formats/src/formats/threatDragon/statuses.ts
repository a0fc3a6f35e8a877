import { FindingStatus } from '../../model';
import { bareWord } from '../../reading/words';

/**
 * The words Threat Dragon saves, whatever the language of its user interface,
 * and the labels it shows for them, which other tools copy into files.
 */
const words: [FindingStatus, string[]][] = [
  [
    'open',
    [
      'Open',
      'Abierto',
      'Aberta',
      'Avoin',
      'Buka',
      'Offen',
      'Ouvrir',
      'Terbuka',
      'Ανοιχτή',
      'खुला',
      'مفتوح',
      '未対応',
      '未解决',
    ],
  ],
  [
    'mitigated',
    [
      'Mitigated',
      'Eliminated',
      'Abgeschwächt',
      'Diredam',
      'Ditangani',
      'Hallittu',
      'Mitigada',
      'Mitigado',
      'Mitigé',
      'Καλύφθηκε',
      'शमन',
      'تم التخفيف',
      '解決済み',
      '缓解',
    ],
  ],
  ['accepted', ['Accepted']],
  ['transferred', ['Transferred']],
  ['avoided', ['Avoided']],
  [
    'not_applicable',
    [
      'NotApplicable',
      'N/A',
      'T/A',
      'Δεν έχει εφαρμογή',
      'लागू नहीं',
      'غير قابل للتطبيق',
      '不适用',
    ],
  ],
];

/** Status by word, see {@link bareWord}. */
export const statuses: ReadonlyMap<string, FindingStatus> = new Map(
  words.flatMap(([status, labels]) =>
    labels.map((label): [string, FindingStatus] => [bareWord(label), status]),
  ),
);
