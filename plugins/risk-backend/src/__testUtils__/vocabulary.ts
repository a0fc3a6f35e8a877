import { RiskConfig } from '../config';
import { loadVocabulary, Vocabulary } from '../frameworksConfig';

const loaded = new Map<string, Promise<Vocabulary>>();

/** The vocabulary of a configuration, read once for all tests of a file. */
export function vocabularyOf({ frameworks }: RiskConfig): Promise<Vocabulary> {
  const key = JSON.stringify(frameworks);
  const vocabulary = loaded.get(key) ?? loadVocabulary(frameworks);
  loaded.set(key, vocabulary);
  return vocabulary;
}
