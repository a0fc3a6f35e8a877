import { XmlList, XmlShape } from '../../reading/xmlValue';

/** Items of generated names (`KeyValueOfguidanyType`): a key, and a value of its own. */
const keyed = (value: XmlShape): XmlList => ({
  shape: { texts: ['Key'], objects: { Value: value } },
});

const pairs: XmlList = { shape: { texts: ['Key', 'Value'] } };

const properties: XmlList = {
  shape: { texts: ['DisplayName', 'Name', 'Value'] },
};

const stencil: XmlShape = {
  attributes: ['type'],
  texts: [
    'GenericTypeId',
    'Guid',
    'SourceGuid',
    'TargetGuid',
    'Left',
    'Top',
    'Width',
    'Height',
  ],
  lists: { Properties: properties },
};

const diagram: XmlShape = {
  texts: ['Guid', 'Header'],
  lists: {
    Properties: properties,
    Borders: keyed(stencil),
    Lines: keyed(stencil),
  },
};

const threat: XmlShape = {
  texts: [
    'Id',
    'TypeId',
    'State',
    'Priority',
    'SourceGuid',
    'FlowGuid',
    'TargetGuid',
    'DrawingSurfaceGuid',
    'ModifiedAt',
    'Title',
    'UserThreatCategory',
    'UserThreatShortDescription',
    'UserThreatDescription',
    'StateInformation',
  ],
  lists: { Properties: pairs },
};

/**
 * What is read of a model. Of the template it carries along (most of the
 * bytes), only the names of categories and properties.
 */
export const modelShape: XmlShape = {
  texts: ['Version'],
  objects: {
    MetaInformation: {
      texts: [
        'Contributors',
        'HighLevelSystemDescription',
        'Owner',
        'Reviewer',
        'ThreatModelName',
      ],
    },
    KnowledgeBase: {
      lists: {
        ThreatCategories: {
          item: 'ThreatCategory',
          shape: { texts: ['Id', 'Name'] },
        },
      },
      objects: {
        ThreatMetaData: {
          lists: {
            PropertiesMetaData: {
              item: 'ThreatMetaDatum',
              shape: { texts: ['Name', 'Label'] },
            },
          },
        },
      },
    },
  },
  lists: {
    DrawingSurfaceList: { item: 'DrawingSurfaceModel', shape: diagram },
    ThreatInstances: keyed(threat),
  },
};
