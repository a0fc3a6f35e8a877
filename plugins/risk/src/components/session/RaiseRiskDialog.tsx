import { useId, useState } from 'react';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { useAction, useEntityParams, useRiskApi } from '../../hooks';
import { WriteDialog } from '../primitives';

/** Names what could happen to a product; how to treat it is the team's. */
export function RaiseRiskDialog(props: {
  productRef: string;
  onClose: () => void;
  onDone: () => void;
}) {
  const { productRef, onClose, onDone } = props;
  const id = useId();
  const api = useRiskApi();
  const params = useEntityParams(productRef);
  const [title, setTitle] = useState('');
  const [statement, setStatement] = useState('');
  const raise = useAction(async () => {
    await api.raiseRisk({
      params,
      body: { title: title.trim(), statement: statement.trim() },
    });
    onDone();
  });
  return (
    <WriteDialog
      title="Raise a risk"
      submit="Raise it"
      complete={title.trim().length >= 3 && statement.trim().length >= 10}
      action={raise}
      onClose={onClose}
    >
      <Typography variant="body2">
        It starts unrated, which is unknown and not 0. The people who build the
        product rate it and explore what to do about it.
      </Typography>
      <TextField
        id={`${id}-title`}
        label="A short name"
        size="small"
        variant="outlined"
        value={title}
        onChange={event => setTitle(event.target.value)}
      />
      <TextField
        id={`${id}-statement`}
        label="What could happen, in plain words?"
        size="small"
        variant="outlined"
        multiline
        value={statement}
        onChange={event => setStatement(event.target.value)}
      />
    </WriteDialog>
  );
}
