import { useId, useState } from 'react';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { CategoryRisk } from '@product-risk/backstage-plugin-risk-common';
import { useAction, useRiskApi } from '../../hooks';
import { plural, WriteDialog } from '../primitives';

/** Says that one root cause is behind several risks. */
export function LinkRootCauseDialog(props: {
  risks: readonly CategoryRisk[];
  onClose: () => void;
  onDone: () => void;
}) {
  const { risks, onClose, onDone } = props;
  const id = useId();
  const api = useRiskApi();
  const [title, setTitle] = useState('');
  const link = useAction(async () => {
    await api.linkRootCause({
      body: { title: title.trim(), riskIds: risks.map(risk => risk.id) },
    });
    onDone();
  });
  return (
    <WriteDialog
      title={`One root cause behind ${plural(risks.length, 'risk')}`}
      submit="Link them"
      complete={title.trim().length >= 3}
      action={link}
      onClose={onClose}
    >
      <Typography variant="body2" component="ul">
        {risks.map(({ id: riskId, title: name, product }) => (
          <li key={riskId}>
            {name}
            {product && `, ${product.title}`}
          </li>
        ))}
      </Typography>
      <TextField
        id={id}
        label="What would one fix have to change?"
        size="small"
        variant="outlined"
        value={title}
        onChange={event => setTitle(event.target.value)}
      />
    </WriteDialog>
  );
}
