import { Fragment } from 'react';
import { useEntityPresentation } from '@backstage/plugin-catalog-react';
import { CatalogLink } from './CatalogLink';
import { nameOf } from './format';

const KINDS = 'user|group|component|api|resource|system|domain|template';
const PART = '[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?';
const REF = `(?:${KINDS}):${PART}/${PART}`;

const onlyRef = new RegExp(`^${REF}$`, 'i');
const anyRef = new RegExp(`\\b(${REF})`, 'gi');

/**
 * A person, a group or another entity as the portal calls it everywhere, which
 * asks the catalog for all names of a page at once. Whoever left, and what the
 * reader may not see, goes by the name in the ref.
 */
export function EntityName(props: {
  of: string;
  /** Leads to the entity's page. */
  link?: boolean;
}) {
  return onlyRef.test(props.of) ? (
    <Presented entityRef={props.of} link={props.link} />
  ) : (
    // A token, a job or the file itself, which the catalog does not know.
    <>{nameOf(props.of)}</>
  );
}

function Presented(props: { entityRef: string; link?: boolean }) {
  const { entityRef, link } = props;
  const { primaryTitle } = useEntityPresentation(entityRef);
  return link ? (
    <CatalogLink to={{ ref: entityRef, title: primaryTitle }} />
  ) : (
    <>{primaryTitle}</>
  );
}

/** A sentence in which every ref is replaced by the name of its entity. */
export function NamedText({ text }: { text: string }) {
  return (
    <>
      {text
        .split(anyRef)
        .map((part, index) =>
          index % 2 === 0 ? (
            <Fragment key={index}>{part}</Fragment>
          ) : (
            <EntityName key={index} of={part} />
          ),
        )}
    </>
  );
}
