export {
  defaultTimelinessPolicy,
  timeliness,
  type DayRange,
  type LevelStep,
  type OpenItem,
  type Timeliness,
  type TimelinessPolicy,
} from './timeliness';
export * from './kaplanMeier';
