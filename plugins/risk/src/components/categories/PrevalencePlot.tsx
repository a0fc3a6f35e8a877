import { useId } from 'react';
import { CategoryVerdict } from '@product-risk/backstage-plugin-risk-common';
import { useRiskPalette } from '../../theme/useRiskPalette';

const HEIGHT = 30;
const CONFIRMED_Y = 10;
const SUGGESTED_Y = 22;

const at = (share: number) => `${share * 100}%`;
const widthOf = ({ low, high }: { low: number; high: number }) =>
  at(Math.max(0, high - low));

/**
 * One row of the forest plot from 0 to 100 % of the assessed products. The
 * drawing alone: `prevalenceWords` says the same beside it.
 */
export function PrevalencePlot(props: {
  verdict: CategoryVerdict;
  /** Share of products that is tolerated, as a line through all rows. */
  tolerated: number;
}) {
  const { verdict, tolerated } = props;
  const { bar, rule, level, notAssessed } = useRiskPalette();
  const hatch = useId();
  const { prevalence, affected, affectedIfSuggested, assessed } = verdict;
  const ink = verdict.systemic ? level.critical : bar;
  return (
    <svg
      width="100%"
      height={HEIGHT}
      style={{ display: 'block', overflow: 'visible' }}
      aria-hidden="true"
      focusable="false"
    >
      <defs>
        <pattern
          id={hatch}
          width="5"
          height="5"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <line x1="0" y1="0" x2="0" y2="5" stroke={ink} strokeWidth="3" />
        </pattern>
        <pattern
          id={`${hatch}-unknown`}
          width="6"
          height="6"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <line
            x1="0"
            y1="0"
            x2="0"
            y2="6"
            stroke={notAssessed.text}
            strokeOpacity="0.45"
          />
        </pattern>
      </defs>
      {prevalence === undefined ? (
        <rect
          width="100%"
          height={HEIGHT}
          fill={`url(#${hatch}-unknown)`}
          stroke={rule}
        />
      ) : (
        <>
          <rect width="100%" height={HEIGHT} fill="none" stroke={rule} />
          <line
            x1={at(tolerated)}
            x2={at(tolerated)}
            y1="0"
            y2={HEIGHT}
            stroke={notAssessed.text}
            strokeDasharray="2 3"
          />
          <rect
            x={at(verdict.wilson.low)}
            width={widthOf(verdict.wilson)}
            y={CONFIRMED_Y - 3}
            height="6"
            fill={ink}
          />
          <circle
            cx={at(prevalence)}
            cy={CONFIRMED_Y}
            r="5.5"
            fill={ink}
            stroke="#fff"
            strokeWidth="1.5"
          />
          {affectedIfSuggested !== affected && (
            <>
              <rect
                x={at(verdict.wilsonIfSuggested.low)}
                width={widthOf(verdict.wilsonIfSuggested)}
                y={SUGGESTED_Y - 3}
                height="6"
                fill={`url(#${hatch})`}
                stroke={ink}
                strokeWidth="0.75"
              />
              <circle
                cx={at(affectedIfSuggested / assessed)}
                cy={SUGGESTED_Y}
                r="4.5"
                fill={rule}
                stroke={ink}
                strokeWidth="1.5"
              />
            </>
          )}
          {verdict.expected !== undefined && (
            <line
              x1={at(verdict.expected)}
              x2={at(verdict.expected)}
              y1="2"
              y2={HEIGHT - 2}
              stroke={level.medium}
              strokeWidth="2.5"
            />
          )}
        </>
      )}
    </svg>
  );
}
