import type { Role } from '@kstudio/chassis';

/** A user's standing in a space, as far as it decides what may be changed. */
export interface Standing {
  role: Role;
  manager: boolean;
  /** How many active administrators the space has, this one included. */
  administrators: number;
}

/** Why a change may not be made: the manager stays administrator, and no space is left without one. */
export type Obstacle = 'manager-stays' | 'last-administrator';

/** Whether a user may get another role, or none (`null`: she is removed); what stands against it, or null. Pure. */
export function obstacleTo(to: Role | null, { role, manager, administrators }: Standing): Obstacle | null {
  if (to === 'administrator') return null;
  if (manager) return 'manager-stays';
  return role === 'administrator' && administrators <= 1 ? 'last-administrator' : null;
}
