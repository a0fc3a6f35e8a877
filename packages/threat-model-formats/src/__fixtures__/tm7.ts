const escape = (text: string) =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');

const element = (name: string, content: string | undefined) =>
  content === undefined
    ? `<b:${name} i:nil="true"/>`
    : `<b:${name}>${escape(content)}</b:${name}>`;

const property = (name: string, value: string, displayName = name) =>
  `<a:anyType i:type="b:StringDisplayAttribute"><b:DisplayName>${displayName}</b:DisplayName><b:Name>${name}</b:Name><b:Value>${escape(
    value,
  )}</b:Value></a:anyType>`;

/** A stencil or connector of a diagram. */
export interface Tm7Stencil {
  guid: string;
  type: string;
  name?: string;
  genericType?: string;
  outOfScope?: boolean;
  box?: [left: number, top: number, width: number, height: number];
  ends?: [source: string, target: string];
}

/** A threat; what is undefined is nil. */
export interface Tm7Threat {
  key?: string;
  id?: string;
  typeId?: string;
  state?: string;
  source?: string;
  flow?: string;
  target?: string;
  diagram?: string;
  modifiedAt?: string;
  properties?: Record<string, string>;
}

/** Parts of a model as the Microsoft tool writes it. */
export interface Tm7Model {
  name?: string;
  meta?: Record<string, string>;
  diagrams?: { guid: string; name?: string; stencils: Tm7Stencil[] }[];
  threats?: Tm7Threat[];
  categories?: Record<string, string>;
  labels?: Record<string, string>;
}

function stencil(item: Tm7Stencil): string {
  const { guid, type, name, genericType, outOfScope, box, ends } = item;
  const numbers = box
    ? ['Left', 'Top', 'Width', 'Height']
        .map((key, position) => `<${key}>${box[position]}</${key}>`)
        .join('')
    : '';
  return `<a:KeyValueOfguidanyType><a:Key>${guid}</a:Key><a:Value i:type="${type}">${
    genericType ? `<GenericTypeId>${genericType}</GenericTypeId>` : ''
  }<Guid>${guid}</Guid><Properties>${property('', '', 'Stencil')}${
    name === undefined ? '' : property('', name, 'Name')
  }${
    outOfScope ? property('71f3d9aa', 'true', 'Out Of Scope') : ''
  }</Properties>${numbers}${
    ends
      ? `<SourceGuid>${ends[0]}</SourceGuid><TargetGuid>${ends[1]}</TargetGuid>`
      : ''
  }</a:Value></a:KeyValueOfguidanyType>`;
}

function threat(item: Tm7Threat): string {
  const pairs = Object.entries(item.properties ?? {})
    .map(
      ([key, value]) =>
        `<a:KeyValueOfstringstring><a:Key>${key}</a:Key><a:Value>${escape(
          value,
        )}</a:Value></a:KeyValueOfstringstring>`,
    )
    .join('');
  return `<a:KeyValueOfstringThreatpc_P0_PhOB>${
    item.key === undefined ? '' : `<a:Key>${item.key}</a:Key>`
  }<a:Value>${element('DrawingSurfaceGuid', item.diagram)}${element(
    'FlowGuid',
    item.flow,
  )}${element('Id', item.id)}${element(
    'ModifiedAt',
    item.modifiedAt,
  )}<b:Properties>${pairs}</b:Properties>${element(
    'SourceGuid',
    item.source,
  )}${element('State', item.state)}${element(
    'TargetGuid',
    item.target,
  )}${element('Title', undefined)}${element(
    'TypeId',
    item.typeId,
  )}</a:Value></a:KeyValueOfstringThreatpc_P0_PhOB>`;
}

/** A model of the Microsoft Threat Modeling Tool; the tool writes it on one line. */
export function tm7With(model: Tm7Model): string {
  const { meta = {}, diagrams = [], threats, categories, labels } = model;
  const isLine = ({ type }: Tm7Stencil) => /Connector|Line/.test(type);
  const surfaces = diagrams
    .map(
      ({ guid, name, stencils }) =>
        `<DrawingSurfaceModel><Guid>${guid}</Guid><Properties>${
          name === undefined ? '' : property('Name', name)
        }</Properties><Borders>${stencils
          .filter(item => !isLine(item))
          .map(stencil)
          .join('')}</Borders><Lines>${stencils
          .filter(isLine)
          .map(stencil)
          .join('')}</Lines></DrawingSurfaceModel>`,
    )
    .join('');
  return `<?xml version="1.0" encoding="utf-8"?>
<ThreatModel xmlns="http://schemas.datacontract.org/2004/07/ThreatModeling.Model" xmlns:a="http://schemas.microsoft.com/2003/10/Serialization/Arrays" xmlns:b="http://schemas.datacontract.org/2004/07/ThreatModeling.KnowledgeBase" xmlns:i="http://www.w3.org/2001/XMLSchema-instance"><DrawingSurfaceList>${surfaces}</DrawingSurfaceList><MetaInformation>${Object.entries(
    meta,
  )
    .map(([key, value]) => `<${key}>${escape(value)}</${key}>`)
    .join('')}</MetaInformation>
${
  threats
    ? `<ThreatInstances>\n${threats.map(threat).join('\n')}\n</ThreatInstances>`
    : '<ThreatInstances i:nil="true"/>'
}
<Version>4.3</Version><KnowledgeBase><b:ThreatCategories>${Object.entries(
    categories ?? {},
  )
    .map(
      ([id, name]) =>
        `<b:ThreatCategory><b:Id>${id}</b:Id><b:Name>${name}</b:Name></b:ThreatCategory>`,
    )
    .join(
      '',
    )}</b:ThreatCategories><b:ThreatMetaData><PropertiesMetaData>${Object.entries(
    labels ?? {},
  )
    .map(
      ([name, label]) =>
        `<ThreatMetaDatum><Name>${name}</Name><Label>${label}</Label></ThreatMetaDatum>`,
    )
    .join(
      '',
    )}</PropertiesMetaData></b:ThreatMetaData></KnowledgeBase></ThreatModel>`;
}
