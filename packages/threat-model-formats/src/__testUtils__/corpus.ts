import { readFileSync } from 'fs';
import { resolve } from 'path';
import { dragonWith, otmWith, threagileRisk } from '../__fixtures__';
import { tm7With } from '../__fixtures__/tm7';

const file = (name: string) =>
  readFileSync(resolve(__dirname, '../__fixtures__', name), 'utf8');
const json = (value: unknown) => JSON.stringify(value, null, 1);

const draft = {
  'Threat Type': 'Spoofing',
  Scenario: 'A reader signs in as another one',
  'Potential Impact': 'Orders in a false name',
  MITRE_ATTACK: [{ id: 'T1110', name: 'Brute force' }],
  OWASP_LLM: 'LLM01',
};

/**
 * Texts of every format that is read, by its id: what the robustness tests
 * start from. A format without a text here fails them.
 */
export const corpus: Record<string, string[]> = {
  'threat-dragon-v1': [file('bookshop.threat-dragon-v1.json')],
  'threat-dragon-v2': [
    file('bookshop.threat-dragon-v2.json'),
    json(dragonWith([{ id: 't', title: 'T', status: 'Open' }])),
  ],
  otm: [file('bookshop.otm.yaml'), json(otmWith({ threats: [{ id: 't' }] }))],
  threagile: [
    file('bookshop.threagile.yaml'),
    json([threagileRisk(), threagileRisk({ severity: 'low' })]),
    json({ risks: { critical: { unchecked: 1 }, low: { mitigated: 2 } } }),
  ],
  native: [
    file('bookshop.product-risk.yaml'),
    json([{ productRisk: '1', title: 'Shop', threats: [{ id: 't' }] }]),
  ],
  pytm: [file('bookshop.pytm-1.4.json')],
  'threat-composer': [
    json({
      schema: 1,
      applicationInfo: { name: 'Book shop', description: 'Sells **books**' },
      assumptions: [{ id: 'a1', content: 'Readers are honest' }],
      mitigations: [
        { id: 'm1', content: 'Sign orders', status: 'mitigationResolved' },
      ],
      mitigationLinks: [{ mitigationId: 'm1', linkedId: 't1' }],
      threats: [
        {
          id: 't1',
          numericId: 1,
          statement: 'A reader can forge orders',
          threatAction: 'forge orders',
          status: 'threatResolved',
          tags: ['STRIDE-S'],
          impactedGoal: ['integrity'],
          metadata: [
            { key: 'Priority', value: 'High' },
            { key: 'STRIDE', value: ['T', 'E'] },
            { key: 'Comments', value: 'Seen in May' },
          ],
        },
      ],
    }),
  ],
  threatcl: [
    file('bookshop.threatcl.hcl'),
    json({
      spec_version: '0.1.0',
      threatmodel: {
        'Book shop': {
          author: 'me',
          information_asset: { orders: { description: 'Orders' } },
          threat: {
            Forgery: {
              description: 'Orders in a false name',
              stride: ['Spoofing'],
              risk: { likelihood: 'high', impact: 'low' },
              control: {
                Signature: { description: 'Sign', implemented: true },
              },
            },
          },
        },
      },
    }),
    json([
      {
        name: 'Book shop',
        author: 'me',
        threat: [
          {
            name: 'Forgery',
            description: 'Orders in a false name',
            control: 'Look twice',
            proposedControl: [{ description: 'Sign' }],
          },
        ],
        dataFlowDiagram: [
          {
            name: 'Checkout',
            process: [{ name: 'Shop', trustZone: 'Cloud' }],
            flow: [{ name: 'https', from: 'Shop', to: 'Shop' }],
          },
        ],
      },
    ]),
  ],
  'tm-library': [
    json({
      $schema: 'https://example.com/v1.0.2/threat-model.schema.json',
      version: '1.0',
      scope: { title: 'Book shop', description: 'Sells books' },
      trust_zones: [{ symbolic_name: 'cloud', title: 'Cloud' }],
      components: [
        { symbolic_name: 'shop', title: 'Shop', trust_zone: 'cloud' },
      ],
      data_flows: [
        {
          symbolic_name: 'order',
          source: { type: 'component', object: 'shop' },
          destination: { type: 'component', object: 'shop' },
        },
      ],
      threats: [
        {
          symbolic_name: 'forgery',
          title: 'Forged order',
          description: 'Orders in a false name',
          components_affected: ['shop'],
          weaknesses: [{ cwe_id: 20 }],
          sources: ['adversary'],
        },
      ],
      controls: [
        {
          symbolic_name: 'sign',
          title: 'Sign orders',
          threats: ['forgery'],
          status: 'active',
        },
      ],
      risks: [
        {
          symbolic_name: 'loss',
          threats: ['forgery'],
          level: 'high',
          likelihood: 'likely',
          score: 12,
        },
      ],
    }),
  ],
  'stride-gpt': [
    json({
      target: '/home/me/shop',
      overview: 'A shop',
      subsystems: [
        { name: 'Sign-in', threats: [draft], files_analyzed: ['a.py'] },
      ],
      cross_cutting_threats: [{ ...draft, 'Affected Subsystems': ['Sign-in'] }],
    }),
    json({ threat_model: [draft] }),
    json({ 'Risk Assessment': [{ ...draft, 'Damage Potential': 8 }] }),
  ],
  tm7: [tm7With({})],
  sarif: [
    json({
      version: '2.1.0',
      runs: [
        {
          tool: {
            driver: {
              name: 'Scanner',
              rules: [
                {
                  id: 'js/injection',
                  name: 'Injection',
                  shortDescription: { text: 'Injection' },
                  help: { text: 'Bind parameters' },
                  defaultConfiguration: { level: 'error' },
                  properties: {
                    'security-severity': '9.1',
                    tags: ['external/cwe/cwe-089'],
                  },
                },
              ],
            },
          },
          results: [
            {
              ruleId: 'js/injection',
              ruleIndex: 0,
              message: { text: 'Query from input' },
              locations: [
                {
                  physicalLocation: {
                    artifactLocation: { uri: 'src/orders.js' },
                    region: { startLine: 3 },
                  },
                },
              ],
              suppressions: [{ kind: 'external', justification: 'Bound' }],
            },
          ],
        },
      ],
    }),
  ],
  cyclonedx: [
    json({
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      components: [
        {
          type: 'library',
          'bom-ref': 'pad',
          name: 'pad',
          version: '1.0',
          purl: 'pkg:npm/pad@1.0',
        },
      ],
      vulnerabilities: [
        {
          id: 'CVE-2026-0001',
          description: 'Pads too far',
          ratings: [{ severity: 'high', score: 7.5, method: 'CVSSv31' }],
          cwes: [79],
          recommendation: 'Update',
          analysis: { state: 'exploitable', detail: 'Reachable' },
          affects: [{ ref: 'pad' }],
        },
      ],
    }),
    '<?xml version="1.0"?><bom xmlns="http://cyclonedx.org/schema/bom/1.4"><components><component type="library" bom-ref="pad"><name>pad</name><version>1.0</version></component></components><vulnerabilities><vulnerability><id>CVE-2026-0001</id><ratings><rating><severity>high</severity></rating></ratings><description>Pads too far</description><affects><target><ref>pad</ref></target></affects></vulnerability></vulnerabilities></bom>',
  ],
  openvex: [
    json({
      '@context': 'https://openvex.dev/ns/v0.2.0',
      '@id': 'https://example.com/vex/1',
      author: 'Shop',
      timestamp: '2026-05-01T10:00:00Z',
      version: 1,
      statements: [
        {
          vulnerability: { name: 'CVE-2026-0001' },
          products: [{ '@id': 'pkg:npm/pad@1.0' }],
          status: 'affected',
          action_statement: 'Update',
        },
      ],
    }),
  ],
};
