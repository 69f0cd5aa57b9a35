/** Which of several things are shown after a click on one of them; null = all. */
type Choice<T> = readonly T[] | null;

/** Shows a hidden one, hides a shown one; all together are again "all". */
export function toggled<T>(all: readonly T[], shown: Choice<T>, one: T): Choice<T> {
  const now = shown ?? all;
  const next = all.filter((each) => (each === one ? !now.includes(each) : now.includes(each)));
  return next.length === all.length ? null : next;
}

/** Only this one; once more brings all back. */
export function isolated<T>(shown: Choice<T>, one: T): Choice<T> {
  return shown?.length === 1 && shown[0] === one ? null : [one];
}
