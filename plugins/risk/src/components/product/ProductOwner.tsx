import Typography from '@material-ui/core/Typography';
import { Owner } from '@product-risk/backstage-plugin-risk-common';
import { OwnerLine, Panel } from '../primitives';

const meanings: Record<Owner['state'], string> = {
  confirmed: 'Confirmed: they decide what happens to the risks here.',
  proposed:
    'Proposed means that the catalog names them and nobody has confirmed it yet. Until then nobody decides for this product; the people who administer risk confirm owners on the report.',
  unresolved:
    'The catalog names an owner that it does not know. Correct the owner of the product in the catalog.',
  none: 'Nobody answers for this product. Name an owner in the catalog.',
};

/** Who answers for the product, and what that state means. */
export function ProductOwner({ owner }: { owner: Owner }) {
  return (
    <Panel title="Owner">
      <Typography variant="body2" component="div">
        <OwnerLine owner={owner} />
      </Typography>
      <Typography variant="body2">{meanings[owner.state]}</Typography>
    </Panel>
  );
}
