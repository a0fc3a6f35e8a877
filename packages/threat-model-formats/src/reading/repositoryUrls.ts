import { plainLine } from './plainText';

const repository =
  /^(?:(?:https?|ssh|git)(?:\+[a-z]+)?:\/\/|git\+[a-z]+:\/\/|git@[\w.-]+:)\S+$/i;

/** Those of the texts that name a repository, without the credentials some URLs carry. */
export function repositoryUrls(texts: (string | undefined)[]): string[] {
  const urls = texts
    .map(text => plainLine(text ?? ''))
    .filter(text => repository.test(text))
    .map(url => url.replace(/^([a-z+]+:\/\/)[^/@]*:[^/@]*@/i, '$1'));
  return [...new Set(urls)];
}
