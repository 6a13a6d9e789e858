// Runs before the first paint: theme and language of the reader, so that neither flashes.
(function () {
  var root = document.documentElement;
  function kept(name) {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  }
  var theme = kept('theta.theme');
  var dark = theme === 'dark' || (theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  root.dataset.theme = dark ? 'dark' : 'light';
  var language = kept('theta.language') || (/^zh/i.test(navigator.language) ? 'zh' : 'en');
  if (language === 'zh') {
    root.lang = 'zh-Hans';
    root.dataset.wait = '';
  }
})();
