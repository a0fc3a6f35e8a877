import { ReactNode, useId } from 'react';
import Button, { ButtonProps } from '@material-ui/core/Button';
import Tooltip from '@material-ui/core/Tooltip';
import { usePermission } from '@backstage/plugin-permission-react';
import { BasicPermission } from '@backstage/plugin-permission-common';

/**
 * A button for an action that not everybody may do: disabled with the reason,
 * so that one can see what would be possible and whom to ask.
 */
export function GuardedButton(
  props: ButtonProps & {
    permission: BasicPermission;
    /** Who may, as in "Importing is for the owners of the component." */
    refusal: string;
    children: ReactNode;
  },
) {
  const { permission, refusal, disabled, children, ...button } = props;
  const { allowed, loading } = usePermission({ permission });
  const reasonId = useId();
  const refused = !allowed && !loading;
  return (
    <Tooltip title={refused ? refusal : ''}>
      <span>
        <Button
          size="small"
          {...button}
          disabled={disabled || !allowed}
          aria-describedby={refused ? reasonId : undefined}
        >
          {children}
        </Button>
        {refused && (
          <span id={reasonId} hidden>
            {refusal}
          </span>
        )}
      </span>
    </Tooltip>
  );
}
