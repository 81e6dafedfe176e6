import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

/** Ink: the one strong colour. Shade 7 on paper and shade 3 on night both pass AA for text. */
const ink: MantineColorsTuple = [
  '#eef0fd',
  '#dfe2fa',
  '#bdc4f5',
  '#a5b0ff',
  '#7a88ee',
  '#5767d9',
  '#3d4cc4',
  '#2b39a8',
  '#232f8a',
  '#1b246b',
];

/** Paper by day, warm black by night: Mantine's own greys are cold. */
const gray: MantineColorsTuple = [
  '#fbf8f3',
  '#f5f0e7',
  '#ece4d7',
  '#e0d6c6',
  '#cbbfad',
  '#8f8373',
  '#655b4d',
  '#4f473b',
  '#383228',
  '#211c15',
];
const dark: MantineColorsTuple = [
  '#efe8dc',
  '#d6ccbd',
  '#b3a898',
  '#8b8172',
  '#443d34',
  '#332e27',
  '#1f1c18',
  '#161412',
  '#100e0c',
  '#0a0908',
];

export const theme = createTheme({
  colors: { ink, gray, dark },
  primaryColor: 'ink',
  primaryShade: { light: 7, dark: 3 },
  white: '#fffdf9',
  black: '#211c15',
  fontFamily: "'Instrument Sans Variable', system-ui, -apple-system, 'Segoe UI', sans-serif",
  fontFamilyMonospace:
    "ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, 'Liberation Mono', monospace",
  headings: {
    fontFamily: "'Newsreader Variable', 'Iowan Old Style', Georgia, serif",
    fontWeight: '500',
    sizes: {
      h1: { fontSize: 'clamp(2rem, 1.4rem + 2.4vw, 2.75rem)', lineHeight: '1.12' },
      h2: { fontSize: '1.625rem', lineHeight: '1.2' },
      h3: { fontSize: '1.25rem', lineHeight: '1.3' },
      h4: { fontSize: '1.0625rem', lineHeight: '1.4' },
    },
  },
  defaultRadius: 'md',
  radius: { xs: '3px', sm: '5px', md: '8px', lg: '14px', xl: '22px' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  // Plain settings, not `Modal.extend(…)`: that would bring every component into the first file.
  components: {
    Checkbox: { defaultProps: { size: 'md', iconColor: 'var(--k-on-accent)' } },
    Button: {
      defaultProps: { size: 'md', fw: 600 },
      // The design system would choose white for both themes; on the pale ink of the night only dark can be read.
      vars: (_theme: unknown, { variant = 'filled' }: { variant?: string }) =>
        variant === 'filled' ? { root: { '--button-color': 'var(--k-on-accent)' } } : { root: {} },
    },
    TextInput: { defaultProps: { size: 'md' } },
    PasswordInput: { defaultProps: { size: 'md' } },
    NativeSelect: { defaultProps: { size: 'md' } },
    Textarea: { defaultProps: { size: 'md', autosize: true, minRows: 2 } },
    // What is optional says so; an asterisk on the rest would be a second language.
    InputWrapper: {
      defaultProps: { withAsterisk: false, inputWrapperOrder: ['label', 'description', 'input', 'error'] },
    },
    Modal: { defaultProps: { centered: true, radius: 'lg', padding: 'xl' } },
  },
});

/** The few colours that are ours beside Mantine's, by theme; every pair of text and ground passes AA. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {
    '--k-serif': "'Newsreader Variable', 'Iowan Old Style', Georgia, serif",
    '--k-measure': '66ch',
  },
  light: {
    '--mantine-color-body': '#faf6ef',
    '--mantine-color-text': '#211c15',
    '--mantine-color-dimmed': '#655b4d',
    '--mantine-color-error': '#a1261a',
    '--mantine-color-anchor': '#2b39a8',
    '--mantine-color-placeholder': '#7a6f60',
    '--k-sheet': '#fffdf9',
    '--k-line': '#e6ddcf',
    '--k-line-strong': '#8f8373',
    '--k-accent': '#2b39a8',
    '--k-accent-soft': '#e9ebfa',
    '--k-on-accent': '#fffdf9',
    '--k-kept': '#1f5c41',
    '--k-kept-soft': '#e1efe5',
    '--k-open': '#7a4b00',
    '--k-open-soft': '#f8ebd0',
    '--k-error-soft': '#fbe9e4',
    '--k-shadow': '0 1px 2px rgb(60 45 20 / 6%), 0 12px 32px -12px rgb(60 45 20 / 16%)',
  },
  dark: {
    '--mantine-color-body': '#161412',
    '--mantine-color-text': '#efe8dc',
    '--mantine-color-dimmed': '#b3a898',
    '--mantine-color-error': '#ff9d8c',
    '--mantine-color-anchor': '#a5b0ff',
    '--mantine-color-placeholder': '#9a8f80',
    '--k-sheet': '#1f1c18',
    '--k-line': '#37322a',
    '--k-line-strong': '#8b8172',
    '--k-accent': '#a5b0ff',
    '--k-accent-soft': '#282c4d',
    '--k-on-accent': '#161412',
    '--k-kept': '#93d3af',
    '--k-kept-soft': '#1b3226',
    '--k-open': '#ebc27a',
    '--k-open-soft': '#3a2e16',
    '--k-error-soft': '#40201a',
    '--k-shadow': '0 1px 2px rgb(0 0 0 / 40%), 0 12px 32px -12px rgb(0 0 0 / 60%)',
  },
});
