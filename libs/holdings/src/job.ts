/** Work that is due at an instant of the shiftable clock. `data` holds ids and times alone. */
export interface JobDraft {
  name: string;
  key: string;
  dueAt: Date;
  clientId?: string;
  data?: Record<string, string | number | null>;
}
