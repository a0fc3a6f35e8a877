import { ReactNode, useId } from 'react';
import Button, { ButtonProps } from '@material-ui/core/Button';
import Tooltip from '@material-ui/core/Tooltip';
import { usePermission } from '@backstage/plugin-permission-react';
import { BasicPermission } from '@backstage/plugin-permission-common';
import { NamedText } from './EntityName';

/**
 * A button for an action that not everybody may do: disabled with the reason,
 * so that one can see what would be possible and whom to ask.
 */
export function GuardedButton(
  props: ButtonProps & {
    permission: BasicPermission;
    /** Who may, as in "Importing is for the owners of the component." */
    refusal: string;
    /** Why it cannot be done now, by whoever else may. */
    obstacle?: string;
    children: ReactNode;
  },
) {
  const { permission, refusal, obstacle, disabled, children, ...button } =
    props;
  const { allowed, loading } = usePermission({ permission });
  const reasonId = useId();
  const reason = !allowed && !loading ? refusal : obstacle;
  return (
    <Tooltip title={reason ? <NamedText text={reason} /> : ''}>
      <span>
        <Button
          size="small"
          {...button}
          disabled={disabled || !allowed || obstacle !== undefined}
          aria-describedby={reason ? reasonId : undefined}
        >
          {children}
        </Button>
        {reason && (
          <span id={reasonId} hidden>
            <NamedText text={reason} />
          </span>
        )}
      </span>
    </Tooltip>
  );
}
