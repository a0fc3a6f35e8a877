export * from './useAction';
export * from './useAsyncResource';
export * from './useEntityParams';
export * from './useFocusOnMount';
export * from './usePagedList';
export * from './useLiveVersion';
export * from './useRiskApi';
export * from './useUrlState';
