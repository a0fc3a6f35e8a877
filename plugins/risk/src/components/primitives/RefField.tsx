import { useEffect, useId, useRef, useState } from 'react';
import TextField from '@material-ui/core/TextField';
import { EntityLink } from '@product-risk/backstage-plugin-risk-common';

const TYPING_PAUSE_MS = 200;
const ENTITY_REF = /^[^:/\s]+:[^:/\s]+\/[^:/\s]+$/;

/** Whether a text is a full entity ref. */
export const isRef = (text: string) => ENTITY_REF.test(text.trim());

/** An entity by its ref, with suggestions for what is typed. */
export function RefField(props: {
  label: string;
  placeholder: string;
  helperText?: string;
  value: string;
  onChange: (ref: string) => void;
  /** Entities whose name has the words; stays the same between renders. */
  suggest: (words: string) => Promise<EntityLink[]>;
}) {
  const { label, placeholder, helperText, value, onChange, suggest } = props;
  const id = useId();
  const [found, setFound] = useState<readonly EntityLink[]>([]);
  const shown = useRef(0);
  const words = value.slice(value.lastIndexOf('/') + 1);
  useEffect(() => {
    let wanted = true;
    const timer = setTimeout(() => {
      const show = (links: readonly EntityLink[]) => {
        // Nothing in place of nothing is no change.
        if (!wanted || links.length + shown.current === 0) return;
        shown.current = links.length;
        setFound(links);
      };
      // Suggestions are a help; the ref can be typed without them.
      suggest(words).then(show, () => show([]));
    }, TYPING_PAUSE_MS);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [suggest, words]);
  return (
    <>
      <TextField
        id={id}
        label={label}
        size="small"
        variant="outlined"
        placeholder={placeholder}
        helperText={helperText}
        value={value}
        onChange={event => onChange(event.target.value)}
        inputProps={{ list: `${id}-suggestions`, autoComplete: 'off' }}
        InputLabelProps={{ shrink: true }}
      />
      <datalist id={`${id}-suggestions`}>
        {found.map(({ ref, title }) => (
          <option key={ref} value={ref}>
            {title}
          </option>
        ))}
      </datalist>
    </>
  );
}
