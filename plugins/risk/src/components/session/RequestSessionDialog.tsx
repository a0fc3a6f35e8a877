import { useId, useState } from 'react';
import TextField from '@material-ui/core/TextField';
import { Session } from '@product-risk/backstage-plugin-risk-common';
import { useAction, useEntityParams, useRiskApi } from '../../hooks';
import { WriteDialog } from '../primitives';

/** Asks the team for a session: what about, why, and when at the latest. */
export function RequestSessionDialog(props: {
  productRef: string;
  onClose: () => void;
  onDone: (session: Session) => void;
}) {
  const { productRef, onClose, onDone } = props;
  const id = useId();
  const api = useRiskApi();
  const params = useEntityParams(productRef);
  const [title, setTitle] = useState('');
  const [reason, setReason] = useState('');
  const [day, setDay] = useState('');
  const ask = useAction(async () => {
    onDone(
      await api.requestSession({
        params,
        body: {
          title: title.trim(),
          reason: reason.trim(),
          day: day || undefined,
        },
      }),
    );
  });
  return (
    <WriteDialog
      title="Ask for a session"
      submit="Ask"
      complete={title.trim().length >= 3 && reason.trim().length >= 3}
      action={ask}
      onClose={onClose}
    >
      <TextField
        id={`${id}-title`}
        label="What is it about?"
        size="small"
        variant="outlined"
        value={title}
        onChange={event => setTitle(event.target.value)}
      />
      <TextField
        id={`${id}-reason`}
        label="Why is it needed?"
        size="small"
        variant="outlined"
        multiline
        value={reason}
        onChange={event => setReason(event.target.value)}
      />
      <TextField
        id={`${id}-day`}
        type="date"
        label="Wished for (optional)"
        size="small"
        variant="outlined"
        InputLabelProps={{ shrink: true }}
        value={day}
        onChange={event => setDay(event.target.value)}
      />
    </WriteDialog>
  );
}
