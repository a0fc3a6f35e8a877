import Button from '@material-ui/core/Button';
import {
  EndpointInput,
  Endpoints,
} from '@product-risk/backstage-plugin-risk-common';
import { useAction, useRiskApi } from '../../hooks';
import { describeError } from '../primitives';

function download(text: string, fileName: string) {
  const url = URL.createObjectURL(
    new Blob([text], { type: 'text/csv;charset=utf-8' }),
  );
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
}

/** Saves the list of products, as filtered, as CSV. */
export function ExportButton(props: {
  query: EndpointInput<Endpoints['exportProducts']>['query'];
}) {
  const api = useRiskApi();
  const save = useAction(async () => {
    download(await api.exportProducts({ query: props.query }), 'products.csv');
  });
  return (
    <span>
      {save.error && (
        <span role="alert">{describeError(save.error).what}. </span>
      )}
      <Button
        size="small"
        variant="outlined"
        disabled={save.running}
        onClick={() => save.run()}
      >
        Download CSV
      </Button>
    </span>
  );
}
