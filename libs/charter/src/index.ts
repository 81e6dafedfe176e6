export * from './calendar.ts';
export * from './categories.ts';
export * from './clauses.ts';
export * from './laws.ts';
export * from './term.ts';
export * from './versions.ts';
export * from './words.ts';
