import { frameworksConfigSchema, loadVocabulary } from './frameworksConfig';

const load = (frameworks: object) =>
  loadVocabulary(frameworksConfigSchema.parse(frameworks));

it('loads what is enabled unless an organisation chooses', async () => {
  const { frameworks, methods, level, policy } = await load({});
  expect([...frameworks.frameworks.keys()]).toEqual([
    'asvs@5.0.0',
    'cwe',
    'iso27001@2022',
    'linddun',
    'owasp-top10@2025',
    'stride',
  ]);
  expect([...methods.keys()]).toEqual(['stride', 'linddun']);
  expect([level, policy.toleratedPrevalence]).toEqual(['high', 0.25]);
});

it('lets an organisation say what its methods look at', async () => {
  const { methods } = await load({
    methods: [
      { method: 'stride', formats: ['otm'], categories: ['V11'] },
      { method: 'restore test', categories: ['A.8.13'] },
    ],
  });
  expect(methods.get('stride')).toEqual({
    method: 'stride',
    formats: ['otm'],
    categories: ['asvs@5.0.0:V11'],
  });
  expect(methods.get('restore test')?.categories).toEqual([
    'iso27001@2022:A.8.13',
  ]);
});

it('changes its version with whatever changes categories', async () => {
  const versions = await Promise.all(
    [
      {},
      { rules: [{ id: 'r', category: 'V1', when: { label: 'x' } }] },
      { systemic: { level: 'critical' } },
    ].map(async one => (await load(one)).version),
  );
  expect(new Set(versions).size).toBe(3);
});

const own = [
  { id: 'acme', title: 'ACME', categories: [{ id: 'A', name: 'A' }] },
];

it.each([
  [{ enabled: ['pci@4'] }, 'pci@4'],
  [{ overlays: [{ from: 'cwe:0', to: 'V11.3' }] }, 'CWE-0'],
  [{ overlays: [{ from: 'cwe:79', to: 'acme:B' }], own }, '"B"'],
  [
    {
      own,
      overlays: [
        { from: 'A.8.24', to: 'acme:A' },
        { from: 'acme:A', to: 'A.8.24' },
      ],
    },
    'form a circle',
  ],
  [
    { rules: [{ id: 'all', category: 'V11.3', when: {} }] },
    'would confirm every finding',
  ],
  [
    { methods: [{ method: 'scan', categories: ['A.8.99'] }] },
    'risk.frameworks.methods[0].categories',
  ],
  [
    {
      enabled: ['asvs@4.0.3', 'asvs@5.0.0'],
      methods: [{ method: 'scan', categories: ['V2.1'] }],
    },
    'Write the version',
  ],
])('refuses %j and says why', async (frameworks, words) => {
  await expect(load(frameworks)).rejects.toThrow(words);
});
