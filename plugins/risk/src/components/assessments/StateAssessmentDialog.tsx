import { useCallback, useId, useState } from 'react';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { CategoryLink } from '@product-risk/backstage-plugin-risk-common';
import { useAction, useRiskApi } from '../../hooks';
import { categoryTitle } from '../categories/categoryWords';
import { isRef, RefField, SelectField, WriteDialog } from '../primitives';

const SUGGESTED = 20;

/** States that a product was assessed for a category, and what was looked at. */
export function StateAssessmentDialog(props: {
  categories: readonly CategoryLink[];
  category?: string;
  onClose: () => void;
  onDone: () => void;
}) {
  const { categories, onClose, onDone } = props;
  const id = useId();
  const api = useRiskApi();
  const [product, setProduct] = useState('');
  const [category, setCategory] = useState(
    props.category ?? categories[0]?.id ?? '',
  );
  const [note, setNote] = useState('');
  const state = useAction(async () => {
    await api.stateAssessment({
      body: {
        product: product.trim(),
        category,
        assessed: true,
        note: note.trim(),
      },
    });
    onDone();
  });
  const suggest = useCallback(
    async (search: string) => {
      const { items } = await api.listProducts({
        query: { search, sort: 'title', order: 'asc', limit: SUGGESTED },
      });
      return items.flatMap(({ entity }) => entity ?? []);
    },
    [api],
  );
  return (
    <WriteDialog
      title="State an assessment"
      submit="State it"
      complete={isRef(product) && Boolean(category) && note.trim().length >= 3}
      action={state}
      onClose={onClose}
    >
      <Typography variant="body2">
        Say that somebody looked at this, whatever was found. What nobody looked
        at stays unknown.
      </Typography>
      <RefField
        label="Product"
        placeholder="system:default/payments"
        value={product}
        onChange={setProduct}
        suggest={suggest}
      />
      <SelectField
        label="Assessed for"
        options={categories.map(one => ({
          value: one.id,
          words: categoryTitle(one),
        }))}
        value={category}
        onChange={setCategory}
      />
      <TextField
        id={`${id}-note`}
        label="What was looked at?"
        size="small"
        variant="outlined"
        multiline
        value={note}
        onChange={event => setNote(event.target.value)}
      />
    </WriteDialog>
  );
}
