/** Values under names that a foreign file chooses: `__proto__` is a column like any other. */
export function setOwn(values: Record<string, unknown>, name: string, value: unknown): void {
  if (name === '__proto__')
    Object.defineProperty(values, name, { value, enumerable: true, configurable: true, writable: true });
  else values[name] = value;
}
