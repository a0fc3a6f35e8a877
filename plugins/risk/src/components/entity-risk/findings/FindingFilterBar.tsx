import { useCallback } from 'react';
import { Source } from '@product-risk/backstage-plugin-risk-common';
import {
  FilterBar,
  FilterSearch,
  FilterSelect,
  levelsAndUnrated,
  levelWord,
  strideNames,
} from '../../primitives';
import { statusWords } from '../words';
import {
  FindingFilters,
  findingStatuses,
  strideLetters,
} from './useFindingFilters';

const statusOptions = findingStatuses.map(value => ({
  value,
  label: statusWords[value],
}));

const levelOptions = levelsAndUnrated.map(value => ({
  value,
  label: levelWord(value),
}));

const strideOptions = strideLetters.map(value => ({
  value,
  label: strideNames[value],
}));

const reviewedOptions = [
  { value: 'true', label: 'Reviewed by a person' },
  { value: 'false', label: 'Not reviewed' },
] as const;

/** The filters above the findings. */
export function FindingFilterBar(props: {
  filters: FindingFilters;
  sources: readonly Source[];
}) {
  const { filters, sources } = props;
  const { set } = filters;
  const search = useCallback((q: string) => set({ q }), [set]);
  return (
    <FilterBar
      label="Filter findings"
      active={filters.active}
      onClear={filters.clear}
    >
      <FilterSelect
        label="Status"
        options={statusOptions}
        chosen={filters.status}
        onChange={filters.setStatus}
      />
      <FilterSelect
        label="Level"
        options={levelOptions}
        chosen={filters.level}
        onChange={chosen => set({ level: chosen.join(',') })}
      />
      <FilterSelect
        label="STRIDE"
        options={strideOptions}
        chosen={filters.stride}
        onChange={chosen => set({ stride: chosen.join(',') })}
      />
      {sources.length > 1 && (
        <FilterSelect
          label="Source"
          options={sources.map(({ id, declaredAs, location }) => ({
            value: id,
            label: declaredAs ?? location,
          }))}
          chosen={filters.source}
          onChange={chosen => set({ source: chosen.join(',') })}
        />
      )}
      <FilterSelect
        label="Reviewed"
        options={reviewedOptions}
        chosen={filters.reviewed ? [filters.reviewed] : []}
        single
        onChange={([reviewed]) => set({ reviewed })}
      />
      <FilterSearch label="Search" value={filters.search} onChange={search} />
    </FilterBar>
  );
}
