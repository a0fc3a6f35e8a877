import { XmlShape } from '../../reading/xmlValue';

/** What a part of the inventory consists of; it may hold parts of its own. */
const part: XmlShape = {
  attributes: ['type', 'bom-ref'],
  texts: ['group', 'name', 'version', 'description', 'purl'],
  lists: {
    externalReferences: {
      item: 'reference',
      shape: { attributes: ['type'], texts: ['url'] },
    },
    get components() {
      return { item: 'component', shape: part };
    },
    get services() {
      return { item: 'service', shape: part };
    },
    // An extension of 1.2 and 1.3.
    vulnerabilities: { item: 'vulnerability', shape: {} },
  },
};

const vulnerability: XmlShape = {
  attributes: ['bom-ref'],
  texts: [
    'id',
    'description',
    'detail',
    'recommendation',
    'workaround',
    'rejected',
  ],
  objects: {
    analysis: {
      texts: ['state', 'justification', 'detail'],
      lists: { responses: { item: 'response' } },
    },
  },
  lists: {
    references: { item: 'reference', shape: { texts: ['id'] } },
    ratings: {
      item: 'rating',
      shape: { texts: ['score', 'severity', 'method'] },
    },
    cwes: { item: 'cwe' },
    affects: {
      item: 'target',
      shape: {
        texts: ['ref'],
        lists: { versions: { item: 'version', shape: { texts: ['status'] } } },
      },
    },
  },
};

/** What is read of the XML form, in the words of the JSON form. */
export const bomShape: XmlShape = {
  attributes: ['serialNumber'],
  objects: {
    metadata: {
      texts: ['timestamp'],
      objects: { component: part },
      lists: { authors: { item: 'author', shape: { texts: ['name'] } } },
    },
  },
  lists: {
    components: { item: 'component', shape: part },
    services: { item: 'service', shape: part },
    vulnerabilities: { item: 'vulnerability', shape: vulnerability },
  },
};
