import {
  CategoryReport,
  EntityLink,
} from '@product-risk/backstage-plugin-risk-common';
import { FilterBar, FilterSelect, SelectField } from '../primitives';
import { axisOf, CategoryFilters } from './useCategoryFilters';

/** How far back the same products are compared with. */
const PERIODS = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '180', label: '180 days' },
  { value: '365', label: 'one year' },
];

const asOptions = (values: readonly string[]) =>
  values.map(value => ({ value, label: value }));

const asChosen = (value: string | undefined) => (value ? [value] : []);

/** What categories are compared by, and among which products. */
export function CategoryFilterBar(props: {
  filters: CategoryFilters;
  report?: CategoryReport;
  domains: readonly EntityLink[];
}) {
  const { filters, report, domains } = props;
  const { domain, type, lifecycle } = filters.query;
  return (
    <FilterBar
      label="Filter categories"
      active={filters.active}
      onClear={filters.clear}
    >
      {report && <AxisSelect report={report} onChange={filters.setAxis} />}
      {domains.length > 0 && (
        <FilterSelect
          label="In domain"
          single
          options={domains.map(({ ref, title }) => ({
            value: ref,
            label: title,
          }))}
          chosen={asChosen(domain)}
          onChange={([chosen]) => filters.setDomain(chosen)}
        />
      )}
      {report && report.filters.types.length > 0 && (
        <FilterSelect
          label="Type of product"
          single
          options={asOptions(report.filters.types)}
          chosen={asChosen(type)}
          onChange={([chosen]) => filters.setType(chosen)}
        />
      )}
      {report && report.filters.lifecycles.length > 0 && (
        <FilterSelect
          label="Lifecycle"
          single
          options={asOptions(report.filters.lifecycles)}
          chosen={asChosen(lifecycle)}
          onChange={([chosen]) => filters.setLifecycle(chosen)}
        />
      )}
      <FilterSelect
        label="Changed in"
        single
        options={PERIODS}
        chosen={asChosen(filters.changed)}
        onChange={([chosen]) => filters.setChanged(chosen)}
      />
    </FilterBar>
  );
}

/** Two editions of one framework have the same title. */
const versionOf = (key: string) => {
  const [, version] = key.split('@');
  return version ? ` ${version}` : '';
};

function AxisSelect(props: {
  report: CategoryReport;
  onChange: (axis: string) => void;
}) {
  const { report, onChange } = props;
  const axes = report.frameworks.flatMap(({ key, title, levels }) =>
    levels.map(level => ({
      value: axisOf(key, level),
      words: [`${title}${versionOf(key)}`, levels.length > 1 && `by ${level}`]
        .filter(Boolean)
        .join(', '),
    })),
  );
  return (
    <SelectField
      label="Compare by"
      options={axes}
      value={axisOf(report.framework, report.level)}
      onChange={onChange}
    />
  );
}
