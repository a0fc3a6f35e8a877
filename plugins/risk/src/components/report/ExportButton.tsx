import Button from '@material-ui/core/Button';
import { useAction } from '../../hooks';
import { describeError, NamedText, saveFile } from '../primitives';

function failureWords(error: Error): string {
  const { what, why } = describeError(error);
  return [what, why].filter(Boolean).join(': ');
}

/** Saves what a list shows, as filtered, as CSV. */
export function ExportButton(props: {
  fileName: string;
  load: () => Promise<string>;
  label?: string;
}) {
  const { fileName, load, label = 'Download CSV' } = props;
  const save = useAction(async () =>
    saveFile(await load(), fileName, 'text/csv'),
  );
  return (
    <span>
      {save.error && (
        <span role="alert">
          <NamedText text={failureWords(save.error)} />.{' '}
        </span>
      )}
      <Button
        size="small"
        variant="outlined"
        disabled={save.running}
        onClick={() => save.run()}
      >
        {label}
      </Button>
    </span>
  );
}
