// Before the first paint: the theme and the language that this device remembers, so that nothing flashes.
(function first() {
  const root = document.documentElement;
  try {
    const theme = localStorage.getItem('fourcolor.theme');
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  } catch {
    // a browser that keeps nothing follows the system
  }
  const wished =
    new URLSearchParams(location.search).get('lang') || /(?:^|; )lang=(zh|en)/.exec(document.cookie)?.[1];
  const english = wished ? wished === 'en' : /^en\b/i.test(navigator.language);
  root.lang = english ? 'en' : 'zh-CN';
})();
