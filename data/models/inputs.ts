/** The kinds of numbers that the models take, as schemas. */
import { z } from 'zod';
import { ATMOSPHERE_PA } from './constants.ts';

/** Above zero. */
export const positive = () => z.number().positive();
/** Zero or above. */
export const notNegative = () => z.number().nonnegative();
/** From 0 to 1. */
export const share = () => z.number().min(0).max(1);
export const ambientPressurePa = () => positive().default(ATMOSPHERE_PA);
export const ambientTemperatureK = () => positive().default(293.15);
/** Moments in seconds. */
export const timesS = () => z.array(notNegative()).min(1).max(1_000);
/** Pasquill stability class. */
export const stability = () => z.enum(['A', 'B', 'C', 'D', 'E', 'F']);
export type Stability = z.output<ReturnType<typeof stability>>;
