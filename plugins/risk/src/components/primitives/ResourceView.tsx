import { ReactNode } from 'react';
import { AsyncResource } from '../../hooks';
import { ErrorState } from './states';
import { SkeletonLines } from './Skeletons';

/** Shows a resource in whichever state it is. */
export function ResourceView<T>(props: {
  of: AsyncResource<T>;
  skeleton?: ReactNode;
  children: (value: T) => ReactNode;
}) {
  const { value, error, reload } = props.of;
  if (value === undefined) {
    return error ? (
      <ErrorState error={error} onRetry={reload} />
    ) : (
      <>{props.skeleton ?? <SkeletonLines />}</>
    );
  }
  return (
    <>
      {error && <ErrorState error={error} onRetry={reload} />}
      {props.children(value)}
    </>
  );
}
