import { useCallback } from 'react';
import { FilterBar, FilterSearch, FilterSelect } from '../../primitives';
import { reviewStateWords, severityWords } from '../words';
import { ReviewFilters, reviewStates, severities } from './useReviewFilters';

const stateOptions = reviewStates.map(value => ({
  value,
  label: reviewStateWords[value],
}));

const severityOptions = severities.map(value => ({
  value,
  label: severityWords[value],
}));

/** The filters above what machines found. */
export function ReviewFilterBar({ filters }: { filters: ReviewFilters }) {
  const { set } = filters;
  const search = useCallback((find: string) => set({ find }), [set]);
  return (
    <FilterBar
      label="Filter what is not reviewed"
      active={filters.active}
      onClear={filters.clear}
    >
      <FilterSelect
        label="State"
        options={stateOptions}
        chosen={filters.state}
        onChange={filters.setState}
      />
      <FilterSelect
        label="Severity"
        options={severityOptions}
        chosen={filters.severity}
        onChange={chosen => set({ severity: chosen.join(',') })}
      />
      <FilterSearch label="Search" value={filters.search} onChange={search} />
    </FilterBar>
  );
}
