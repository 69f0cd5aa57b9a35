/** Single keys do something only while nobody writes. */
const WRITING = /^(INPUT|TEXTAREA|SELECT)$/;
/** Fields into which nobody writes: a letter means nothing to them. */
const PRESSED = 'input[type=checkbox], input[type=radio], input[type=button]';

/** Whether a key is meant for the screen: pressed alone, outside fields and dialogs. */
export function isForScreen(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return false;
  const { target } = event;
  return !(
    target instanceof HTMLElement &&
    ((WRITING.test(target.tagName) && !target.matches(PRESSED)) ||
      target.isContentEditable ||
      target.closest('[role="dialog"]') !== null)
  );
}
