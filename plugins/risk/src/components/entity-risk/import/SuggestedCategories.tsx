import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import Typography from '@material-ui/core/Typography';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  ImportPreview,
  riskFindingTriagePermission,
} from '@product-risk/backstage-plugin-risk-common';
import { formatProbability } from '@product-risk/risk-model';
import { categoryTitle } from '../../categories/categoryWords';
import { plural } from '../../primitives';

/** Categories the findings would get, and the choice to confirm them at once. */
export function SuggestedCategories(props: {
  categories: ImportPreview['categories'];
  confirm: boolean;
  disabled: boolean;
  onConfirm: (confirm: boolean) => void;
}) {
  const { categories, confirm, disabled, onConfirm } = props;
  const { confirmed, suggested, suggestions } = categories;
  const triages = usePermission({ permission: riskFindingTriagePermission });
  if (confirmed + suggestions === 0) return null;
  return (
    <div>
      <Typography component="h3" variant="subtitle2">
        Categories
      </Typography>
      <Typography variant="body2">
        {plural(confirmed, 'finding has', 'findings have')} a category that is
        clear by itself.
        {suggestions > 0 &&
          ` ${plural(
            suggestions,
            'suggestion waits',
            'suggestions wait',
          )} for a person.`}
      </Typography>
      {suggestions > 0 && (
        <details>
          <summary>What is suggested</summary>
          <ul>
            {suggested.map(({ key, title, category, confidence }) => (
              <li key={`${key} ${category.id}`}>
                {title}: {categoryTitle(category)},{' '}
                {formatProbability(confidence)} sure
              </li>
            ))}
            {suggestions > suggested.length && (
              <li>and {suggestions - suggested.length} more</li>
            )}
          </ul>
        </details>
      )}
      {suggestions > 0 && triages.allowed && (
        <FormControlLabel
          control={
            <Checkbox
              color="primary"
              checked={confirm}
              disabled={disabled}
              onChange={(_, checked) => onConfirm(checked)}
            />
          }
          label={`Confirm ${
            suggestions === 1
              ? 'this suggestion'
              : `all ${suggestions} suggestions`
          } with the import`}
        />
      )}
    </div>
  );
}
