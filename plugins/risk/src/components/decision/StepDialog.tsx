import { ReactNode, useState } from 'react';
import Typography from '@material-ui/core/Typography';
import { useAction } from '../../hooks';
import { isReason, ReasonField } from './ReasonField';
import { useIdempotencyKey } from './useIdempotencyKey';
import { WriteDialog } from '../primitives';

/** What every step of a decision sends. */
export interface StepBody {
  reason: string;
  idempotencyKey: string;
}

/** What the dialogs of all steps are given. */
export interface StepProps {
  onClose: () => void;
  /** After it was written, or to see what somebody else wrote meanwhile. */
  onChanged: () => void;
}

/** One step of a decision: what it means, its fields, and always a reason. */
export function StepDialog<Extra extends object>(
  props: StepProps & {
    title: string;
    submit: string;
    intro: ReactNode;
    reasonLabel?: string;
    /** What is sent beside the reason. */
    extra: Extra;
    complete?: boolean;
    perform: (body: Extra & StepBody) => Promise<unknown>;
    children?: ReactNode;
  },
) {
  const { title, submit, intro, reasonLabel, extra, complete = true } = props;
  const { perform, onClose, onChanged, children } = props;
  const [text, setText] = useState('');
  const keyOf = useIdempotencyKey();
  const finish = () => {
    onClose();
    onChanged();
  };
  const step = useAction(async () => {
    const body = { ...extra, reason: text.trim() };
    await perform({ ...body, idempotencyKey: keyOf(body) });
    finish();
  });
  return (
    <WriteDialog
      title={title}
      submit={submit}
      complete={complete && isReason(text)}
      action={step}
      onClose={onClose}
      onReload={finish}
    >
      <Typography variant="body2" component="div">
        {intro}
      </Typography>
      {children}
      <ReasonField label={reasonLabel} value={text} onChange={setText} />
    </WriteDialog>
  );
}
