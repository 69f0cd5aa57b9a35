/** Single keys do something only while nobody writes. */
const WRITING = /^(INPUT|TEXTAREA|SELECT)$/;

/** Whether a key is meant for the screen: pressed alone, outside fields and dialogs. */
export function isForScreen(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return false;
  const { target } = event;
  return !(
    target instanceof HTMLElement &&
    (WRITING.test(target.tagName) || target.isContentEditable || target.closest('[role="dialog"]') !== null)
  );
}
