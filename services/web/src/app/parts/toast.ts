/** Confirms briefly that something was done. */
export async function toast(message: string): Promise<void> {
  const { show } = await import('./toasts.tsx');
  show(message);
}
