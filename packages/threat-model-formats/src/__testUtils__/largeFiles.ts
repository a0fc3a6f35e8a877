const sentence =
  'Somebody who can reach the service may read or change the orders of others. ';
const text = (position: number) => `${position}: ${sentence.repeat(4)}`;
const severity = (position: number) =>
  ['Low', 'Medium', 'High', 'Critical'][position % 4];
const weakness = (position: number) => [20, 79, 89, 287, 352][position % 5];
const range = <T>(count: number, item: (position: number) => T): T[] =>
  Array.from({ length: count }, (_, position) => item(position));
const json = (value: unknown) => JSON.stringify(value, null, 1);

function threatDragon(count: number): string {
  return json({
    version: '2.6.1',
    summary: { title: 'Shop' },
    detail: {
      contributors: [],
      diagrams: [
        {
          id: 0,
          title: 'Checkout',
          diagramType: 'STRIDE',
          cells: range(Math.ceil(count / 10), cell => ({
            id: `cell-${cell}`,
            shape: 'process',
            position: { x: cell, y: cell },
            size: { width: 80, height: 80 },
            data: {
              type: 'tm.Process',
              name: `Service ${cell}`,
              threats: range(10, position => ({
                id: `threat-${cell}-${position}`,
                title: `Threat ${position}`,
                description: text(position),
                status: 'Open',
                severity: severity(position),
                type: 'Spoofing',
                mitigation: 'Sign the orders',
              })),
            },
          })),
        },
      ],
    },
  });
}

function otm(count: number): string {
  return json({
    otmVersion: '0.2.0',
    project: { id: 'shop', name: 'Shop' },
    trustZones: [{ id: 'cloud', name: 'Cloud', risk: { trustRating: 10 } }],
    components: range(Math.ceil(count / 10), owner => ({
      id: `service-${owner}`,
      name: `Service ${owner}`,
      type: 'web-service',
      parent: { trustZone: 'cloud' },
      threats: range(10, position => ({
        threat: `threat-${owner * 10 + position}`,
        state: 'exposed',
      })),
    })),
    threats: range(count, position => ({
      id: `threat-${position}`,
      name: `Threat ${position}`,
      description: text(position),
      categories: ['Spoofing'],
      cwes: [`CWE-${weakness(position)}`],
      risk: { likelihood: 10 * (position % 10), impact: 50 },
    })),
  });
}

const native = (count: number) =>
  json({
    productRisk: '1',
    id: 'shop',
    title: 'Shop',
    threats: range(count, position => ({
      id: `threat-${position}`,
      title: `Threat ${position}`,
      description: text(position),
      severity: severity(position).toLowerCase(),
      status: 'open',
    })),
  });

/** Block style, as people write it. */
const nativeYaml = (count: number) =>
  `productRisk: "1"\nid: shop\ntitle: Shop\nthreats:\n${range(
    count,
    position =>
      `  - id: threat-${position}\n    title: Threat ${position}\n    description: >-\n      ${text(
        position,
      )}\n    severity: ${severity(
        position,
      ).toLowerCase()}\n    status: open\n`,
  ).join('')}`;

const pytm = (count: number) =>
  json({
    name: 'Shop',
    onDuplicates: 'Action.NO_ACTION',
    elements: range(100, position => ({
      __class__: 'Server',
      name: `Server ${position}`,
    })),
    flows: [],
    boundaries: [],
    findings: range(count, position => ({
      id: `${position}`,
      threat_id: `INP${position % 50}`,
      target: `Server ${position % 100}`,
      description: `Threat ${position}`,
      details: text(position),
      severity: severity(position),
      mitigations: 'Sign the orders',
      references: `https://cwe.mitre.org/data/definitions/${weakness(
        position,
      )}.html`,
      response: '',
    })),
  });

const sarif = (count: number) =>
  json({
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Scanner',
            rules: range(50, rule => ({
              id: `rule-${rule}`,
              shortDescription: { text: `Rule ${rule}` },
              help: { text: sentence },
              properties: { tags: [`external/cwe/cwe-${weakness(rule)}`] },
            })),
          },
        },
        results: range(count, position => ({
          ruleId: `rule-${position % 50}`,
          ruleIndex: position % 50,
          level: position % 2 ? 'error' : 'warning',
          message: { text: text(position) },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: `src/file-${position % 500}.js` },
                region: { startLine: position + 1, startColumn: 3 },
              },
            },
          ],
          partialFingerprints: { primaryLocationLineHash: `hash-${position}` },
        })),
      },
    ],
  });

const cycloneDx = (count: number) =>
  json({
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    components: range(count, position => ({
      type: 'library',
      'bom-ref': `library-${position}`,
      name: `library-${position}`,
      version: '1.0.0',
      purl: `pkg:npm/library-${position}@1.0.0`,
    })),
    vulnerabilities: range(count, position => ({
      id: `CVE-2026-${10_000 + position}`,
      description: text(position),
      ratings: [{ severity: severity(position).toLowerCase() }],
      cwes: [weakness(position)],
      recommendation: 'Update',
      affects: [{ ref: `library-${position}` }],
    })),
  });

const hcl = (count: number) =>
  `spec_version = "0.2.5"\nthreatmodel "Shop" {\n  author = "a"\n${range(
    count,
    position =>
      `  threat "Threat ${position}" {\n    description = "${text(
        position,
      )}"\n    stride = ["Spoofing"]\n    control "Signature" {\n      description = "Sign"\n      implemented = true\n    }\n  }\n`,
  ).join('')}}\n`;

function tm7(count: number): string {
  const arrays = 'http://schemas.microsoft.com/2003/10/Serialization/Arrays';
  const base = 'http://schemas.datacontract.org/2004/07/ThreatModeling';
  const property = (key: string, value: string) =>
    `<a:KeyValueOfstringstring><a:Key>${key}</a:Key><a:Value>${value}</a:Value></a:KeyValueOfstringstring>`;
  const threats = range(
    count,
    position =>
      `<a:KeyValueOfstringThreatpc_P0_PhOB><a:Key>key-${position}</a:Key><a:Value><b:Id>${position}</b:Id><b:Properties>${property(
        'Title',
        `Threat ${position}`,
      )}${property('UserThreatDescription', text(position))}${property(
        'Priority',
        severity(position),
      )}</b:Properties><b:State>NeedsInvestigation</b:State><b:TypeId>S</b:TypeId></a:Value></a:KeyValueOfstringThreatpc_P0_PhOB>`,
  ).join('');
  return `<?xml version="1.0" encoding="utf-8"?><ThreatModel xmlns="${base}.Model" xmlns:a="${arrays}" xmlns:b="${base}.KnowledgeBase" xmlns:i="http://www.w3.org/2001/XMLSchema-instance"><DrawingSurfaceList></DrawingSurfaceList><MetaInformation></MetaInformation><ThreatInstances>${threats}</ThreatInstances><Version>4.3</Version><KnowledgeBase><b:ThreatCategories></b:ThreatCategories></KnowledgeBase></ThreatModel>`;
}

const tiny = (count: number) =>
  JSON.stringify({
    spec_version: '1',
    threatmodel: { Shop: { threat: range(count, () => ({ a: 1 })) } },
  });

/** A kind of file that is as large as one likes. */
export interface LargeFile {
  format: string;
  name: string;
  fileName: string;
  /** Its text with so many findings. */
  write: (findings: number) => string;
}

/** A text of about so many bytes: the size of a finding is taken from a thousand. */
export function writtenTo(bytes: number, write: LargeFile['write']): string {
  const each = (write(1_100).length - write(100).length) / 1_000;
  return write(Math.floor(bytes / each));
}

/** A large file of each syntax, and of the formats with the largest files. */
export const largeFiles: LargeFile[] = [
  {
    format: 'threat-dragon-v2',
    name: 'Threat Dragon 2',
    fileName: 'dragon.json',
    write: threatDragon,
  },
  { format: 'otm', name: 'OTM, JSON', fileName: 'otm.json', write: otm },
  {
    format: 'native',
    name: 'native, JSON',
    fileName: 'native.json',
    write: native,
  },
  { format: 'pytm', name: 'pytm', fileName: 'pytm.json', write: pytm },
  { format: 'sarif', name: 'SARIF', fileName: 'scan.sarif', write: sarif },
  {
    format: 'cyclonedx',
    name: 'CycloneDX, JSON',
    fileName: 'bom.cdx.json',
    write: cycloneDx,
  },
  { format: 'tm7', name: 'tm7, XML', fileName: 'model.tm7', write: tm7 },
  {
    format: 'native',
    name: 'native, YAML',
    fileName: 'native.yaml',
    write: nativeYaml,
  },
  {
    format: 'threatcl',
    name: 'threatcl, HCL',
    fileName: 'model.hcl',
    write: hcl,
  },
];

/** The shape in which the parser used to need the most: hardly any text, nothing but values. */
export const tinyThreats: LargeFile = {
  format: 'threatcl',
  name: 'tiny threats (refused)',
  fileName: 'tiny.json',
  write: tiny,
};
