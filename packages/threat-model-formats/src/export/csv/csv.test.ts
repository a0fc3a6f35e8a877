import fc from 'fast-check';
import { readFixture } from '../../__fixtures__';
import { anyModel } from '../__testUtils__/anyModel';
import { exportThreatModel } from '../exportThreatModel';

/** The records of a CSV text after RFC 4180. */
function parseCsv(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  for (let found = cell.exec(text); found; found = cell.exec(text)) {
    record.push(
      found[1] === undefined ? found[2] : found[1].replace(/""/g, '"'),
    );
    if (found[3] !== ',') {
      records.push(record);
      record = [];
    }
  }
  return records;
}

const rowsOf = (text: string): Record<string, string>[] => {
  const [names, ...records] = parseCsv(text);
  return records.map(record => {
    expect(record).toHaveLength(names.length);
    return Object.fromEntries(
      names.map((name, column) => [name, record[column].replace(/^'/, '')]),
    );
  });
};

describe('export to CSV', () => {
  it('writes a row a finding', () => {
    const model = readFixture('bookshop.product-risk.yaml');
    const rows = rowsOf(exportThreatModel(model, 'csv').text);

    expect(rows).toHaveLength(model.findings.length);
    expect(rows[0]).toMatchObject({
      model: 'Bookshop',
      key: 'forged-order/orders',
      id: 'forged-order',
      severity: 'high',
      status: 'in_progress',
      categories: 'spoofing; CWE-287; asvs@5.0.0:V6.3',
      elements: 'Orders',
      entities: 'component:default/orders',
      mitigations:
        'Readers sign in (implemented); Confirm large orders by mail (planned)',
      ticket: 'SHOP-12',
      line: '41',
    });
    expect(rows[2]).toMatchObject({
      'acceptance requested': 'The new store has replicas',
      'acceptance until': '2027-03-31',
    });
  });

  it('gives every text back, whatever it holds, and never a formula', () => {
    fc.assert(
      fc.property(anyModel, model => {
        const { text } = exportThreatModel(model, 'csv');
        for (const cell of parseCsv(text).flat()) {
          expect(cell).not.toMatch(/^[=+@\t\r\n]/);
        }
        const rows = rowsOf(text);
        expect(rows).toHaveLength(model.findings.length);
        model.findings.forEach((finding, position) => {
          const guarded = (value: string | undefined) =>
            (value ?? '').replace(/^'/, '');
          expect(rows[position]).toMatchObject({
            key: guarded(finding.key),
            title: guarded(finding.title),
            description: guarded(finding.description),
            status: finding.status,
            severity: finding.severity,
            ticket: guarded(finding.ticket),
          });
        });
      }),
      { numRuns: 200 },
    );
  });
});
