export * from './wilsonInterval';
export * from './binomialTail';
export * from './benjaminiHochberg';
export * from './hypergeometricTail';
export * from './mcnemarExact';
export * from './effectiveNumber';
export * from './assessSystemic';
export * from './systemicReasons';
