import { useId } from 'react';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import Typography from '@material-ui/core/Typography';
import { ModelExport } from '@product-risk/backstage-plugin-risk-common';
import { ErrorState, plural } from '../../primitives';

/** Says what a saved file lacks, or why none was saved; nothing when it is whole. */
export function DownloadReport(props: {
  file?: ModelExport;
  error?: Error;
  onClose: () => void;
}) {
  const { file, error, onClose } = props;
  const id = useId();
  const hidden = file ? file.hidden.elements + file.hidden.findings : 0;
  const lacks = file !== undefined && (file.lost.length > 0 || hidden > 0);
  if (!lacks && !error) return null;
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" aria-labelledby={id}>
      <DialogTitle id={id}>
        {file
          ? `${file.fileName} is saved, but not with everything`
          : 'Nothing was saved'}
      </DialogTitle>
      <DialogContent>
        {error && <ErrorState error={error} />}
        {file && hidden > 0 && (
          <Typography variant="body2" paragraph>
            {plural(file.hidden.elements, 'element')} and{' '}
            {plural(file.hidden.findings, 'finding')} belong to entities that
            you may not see and are left out. Do not import this file in place
            of the one that it came from: what it lacks would count as gone.
          </Typography>
        )}
        {file && file.lost.length > 0 && (
          <>
            <Typography variant="body2">The format cannot hold:</Typography>
            <ul>
              {file.lost.map(({ code, message }) => (
                <Typography key={code} variant="body2" component="li">
                  {message}
                </Typography>
              ))}
            </ul>
          </>
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>Close</Button>
      </DialogActions>
    </Dialog>
  );
}
