import { Owner } from '@product-risk/backstage-plugin-risk-common';
import { CatalogLink } from './CatalogLink';
import { nameOf } from './format';
import { NotAssessed } from './NotAssessed';

/** Who answers for a product, and how sure that is. */
export function OwnerLine(props: {
  owner: Owner;
  /** A word for the state, where a sentence has no room. */
  brief?: boolean;
}) {
  const { owner, brief } = props;
  const { state, ref, title, proposedBy } = owner;
  if (state === 'none') {
    return <NotAssessed words="no owner" />;
  }
  if (!ref) {
    return <>{state}, but not visible to you</>;
  }
  const name = title ?? nameOf(ref);
  if (state === 'unresolved') {
    return (
      <>
        {name} (not in the catalog{!brief && ': nobody can decide'})
      </>
    );
  }
  return (
    <>
      <CatalogLink to={{ ref, title: name }} />
      {state === 'proposed' &&
        (brief
          ? ' (proposed)'
          : ` (proposed${
              proposedBy ? ` by ${proposedBy}` : ''
            }, not confirmed)`)}
    </>
  );
}
