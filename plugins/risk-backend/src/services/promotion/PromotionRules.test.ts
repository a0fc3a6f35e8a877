import { ConfigReader } from '@backstage/config';
import { readRiskConfig } from '../../config';
import { PromotionCandidate, PromotionRules } from './PromotionRules';

const rulesOf = (...promote: object[]) =>
  new PromotionRules(
    readRiskConfig(new ConfigReader({ risk: { promote } })).promote,
  );

const log4j: PromotionCandidate = {
  method: 'push',
  location: 'ci-pay-api',
  format: 'sarif',
  severity: 'critical',
  cwes: ['CWE-502'],
  scan: {
    vulnerability: 'CVE-2021-44228',
    aliases: ['GHSA-jfh8-c2jp-5v3q'],
    package: 'pkg:maven/org.apache.logging.log4j/log4j-core',
  },
};

describe('PromotionRules', () => {
  it.each<[string, object, boolean]>([
    ['method', { method: 'push' }, true],
    ['another method', { method: 'upload' }, false],
    ['location', { location: 'ci-*' }, true],
    ['another location', { location: 'nightly-*' }, false],
    ['format', { format: 'sarif' }, true],
    ['another format', { format: 'openvex' }, false],
    ['severity', { severityAtLeast: 'high' }, true],
    ['the same severity', { severityAtLeast: 'critical' }, true],
    ['weakness by number', { cwe: [79, 502] }, true],
    ['weakness by name', { cwe: ['cwe-502'] }, true],
    ['another weakness', { cwe: [79] }, false],
    ['vulnerability', { vulnerability: 'CVE-2021-*' }, true],
    ['alias', { vulnerability: 'ghsa-jfh8-c2jp-5v3q' }, true],
    ['another vulnerability', { vulnerability: 'CVE-2022-*' }, false],
    ['package', { package: '*log4j-core' }, true],
    ['a part of a package only', { package: 'log4j-core' }, false],
    ['rule of a tool it does not have', { rule: '*' }, false],
    ['all of several', { method: 'push', severityAtLeast: 'low' }, true],
    ['one of several not', { method: 'push', format: 'openvex' }, false],
  ])('promotes by %s', (_, conditions, promoted) => {
    const rules = rulesOf({ name: 'ours', ...conditions });

    expect(rules.ruleFor(log4j)).toBe(promoted ? 'ours' : undefined);
  });

  it('does not take an unknown severity for one that is high enough', () => {
    const rules = rulesOf({ name: 'any', severityAtLeast: 'info' });

    expect(rules.ruleFor({ ...log4j, severity: 'unknown' })).toBeUndefined();
    expect(rules.ruleFor({ ...log4j, severity: 'info' })).toBe('any');
  });

  it('names the first rule that holds', () => {
    const rules = rulesOf(
      { name: 'first', format: 'openvex' },
      { name: 'second', method: 'push' },
      { name: 'third', format: 'sarif' },
    );

    expect(rules.ruleFor(log4j)).toBe('second');
  });

  it.each<[string, object[], string]>([
    ['no condition', [{ name: 'all' }], 'risk.promote[0]: has no condition'],
    ['no name', [{ format: 'sarif' }], 'risk.promote[0].name'],
    [
      'an unknown condition',
      [{ name: 'a', colour: 'red' }],
      'risk.promote[0]: Unrecognized key: "colour"',
    ],
    [
      'a severity that does not exist',
      [{ name: 'a', severityAtLeast: 'unknown' }],
      'risk.promote[0].severityAtLeast',
    ],
    [
      'a weakness that is none',
      [{ name: 'a', cwe: ['XSS'] }],
      'risk.promote[0].cwe[0]: must be a number or CWE-<number>',
    ],
    ['no weakness', [{ name: 'a', cwe: [] }], 'risk.promote[0].cwe'],
    [
      'two rules of one name',
      [
        { name: 'a', format: 'sarif' },
        { name: 'a', method: 'push' },
      ],
      'risk.promote: two rules have the same name',
    ],
  ])('stops the plugin at %s', (_, promote, message) => {
    expect(() => rulesOf(...promote)).toThrow(message);
  });
});
