import { useState } from 'react';
import Button from '@material-ui/core/Button';
import Checkbox from '@material-ui/core/Checkbox';
import Typography from '@material-ui/core/Typography';
import {
  ConfirmOwnersResult,
  ProposedOwner,
} from '@product-risk/backstage-plugin-risk-common';
import { useAction, usePagedList, useRiskApi } from '../../hooks';
import {
  CatalogLink,
  Column,
  DataTable,
  EntityName,
  ErrorState,
  NamedText,
  OwnerLine,
  Panel,
  plural,
} from '../primitives';

const PAGE_SIZE = 50;

/** Owners that the catalog names and a person has to confirm, in bulk. */
export function ProposedOwners({ onConfirmed }: { onConfirmed: () => void }) {
  const api = useRiskApi();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [result, setResult] = useState<ConfirmOwnersResult>();
  const proposed = usePagedList(
    cursor => api.listProposedOwners({ query: { cursor, limit: PAGE_SIZE } }),
    [api],
  );
  const confirmations = (proposed.value?.items ?? []).flatMap(
    ({ product, proposed: { ref }, confirmed }) =>
      ref ? [{ productRef: product.ref, ownerRef: ref, confirmed }] : [],
  );
  const selected = confirmations.filter(({ productRef }) =>
    chosen.includes(productRef),
  );
  const confirm = useAction(async () => {
    setResult(await api.confirmOwners({ body: { confirmations: selected } }));
    setChosen([]);
    proposed.reload();
    onConfirmed();
  });
  const all =
    confirmations.length > 0 && selected.length === confirmations.length;

  const columns: Column<ProposedOwner>[] = [
    {
      id: 'choose',
      header: '',
      width: 56,
      render: ({ product, proposed: { ref } }) => (
        <Checkbox
          size="small"
          color="primary"
          disabled={!ref || confirm.running}
          checked={chosen.includes(product.ref)}
          onChange={(_, checked) =>
            setChosen(
              checked
                ? [...chosen, product.ref]
                : chosen.filter(other => other !== product.ref),
            )
          }
          inputProps={{ 'aria-label': `Confirm the owner of ${product.title}` }}
        />
      ),
    },
    {
      id: 'product',
      header: 'Product',
      render: ({ product }) => <CatalogLink to={product} risk />,
    },
    {
      id: 'proposed',
      header: 'Proposed owner',
      render: ({ proposed: owner }) => <OwnerLine owner={owner} />,
    },
    {
      id: 'confirmed',
      header: 'Confirmed so far',
      render: ({ confirmed }) =>
        confirmed ? <EntityName of={confirmed} /> : 'nobody',
    },
  ];

  return (
    <Panel
      title="Owners to confirm"
      action={
        <span>
          <Button
            size="small"
            disabled={confirmations.length === 0}
            onClick={() =>
              setChosen(
                all ? [] : confirmations.map(({ productRef }) => productRef),
              )
            }
          >
            {all ? 'Choose none' : 'Choose all on this page'}
          </Button>{' '}
          <Button
            size="small"
            variant="contained"
            color="primary"
            disabled={selected.length === 0 || confirm.running}
            onClick={() => confirm.run()}
          >
            Confirm {plural(selected.length, 'owner')}
          </Button>
        </span>
      }
    >
      {confirm.error && (
        <ErrorState error={confirm.error} onRetry={proposed.reload} />
      )}
      {result && <Outcome result={result} />}
      <DataTable
        label="Owners to confirm"
        list={proposed}
        columns={columns}
        rowKey={({ product }) => product.ref}
        noun={['product', 'products']}
        pageSize={PAGE_SIZE}
        empty={
          <Typography variant="body2">
            Every owner that the catalog names is confirmed.
          </Typography>
        }
      />
    </Panel>
  );
}

function Outcome({ result }: { result: ConfirmOwnersResult }) {
  const { confirmed, refused } = result;
  return (
    <Typography variant="body2" component="div" role="status">
      {plural(confirmed.length, 'owner')} confirmed.
      {refused.length > 0 && (
        <ul>
          {refused.map(({ productRef, reason }) => (
            <li key={productRef}>
              <EntityName of={productRef} />: <NamedText text={reason} />
            </li>
          ))}
        </ul>
      )}
    </Typography>
  );
}
