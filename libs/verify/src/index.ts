export * from './kstudio-verify.ts';
