// Everything here is comfort: each page is whole without it.
"use strict";
(() => {
  const root = document.documentElement, by = (id) => document.getElementById(id);
  const kept = { get: (key) => { try { return localStorage.getItem(key); } catch { return null; } },
    set: (key, value) => { try { localStorage.setItem(key, value); } catch { /* a private window keeps nothing */ } } };

  // Light and dark.
  const button = by("theme"), dark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme || (dark.matches ? "dark" : "light")) === "dark";
  const label = () => { if (button) button.textContent = isDark() ? button.dataset.light : button.dataset.dark; };
  const chosen = kept.get("bastide-theme");
  if (chosen === "dark" || chosen === "light") root.dataset.theme = chosen;
  dark.addEventListener("change", label);
  label();
  for (const id of ["theme", "find", "print"]) if (by(id)) by(id).hidden = false;
  for (const one of document.querySelectorAll("[data-script]")) one.hidden = false;
  if (button) button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    kept.set("bastide-theme", root.dataset.theme);
    label();
  });
  const other = by("other");
  const keepPlace = () => { if (other) other.hash = location.hash; };
  addEventListener("hashchange", keepPlace);
  keepPlace();
  if (by("print")) by("print").addEventListener("click", () => print());

  // A link to something inside a closed part opens it.
  const reveal = () => {
    let target = null;
    try { target = location.hash && by(decodeURIComponent(location.hash.slice(1))); } catch { return; }
    if (!target) return;
    for (let at = target; at; at = at.parentElement) {
      if (at.tagName === "DETAILS") at.open = true;
      if (at.hidden && at.classList.contains("item")) at.hidden = false;
    }
    target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  reveal();
  let closed = [];
  addEventListener("beforeprint", () => { closed = [...document.querySelectorAll("details:not([open])")]; for (const one of closed) one.open = true; });
  addEventListener("afterprint", () => { for (const one of closed) one.open = false; });

  // Filters of the list of controls.
  const buttons = [...document.querySelectorAll(".filters button")], select = document.querySelector(".filters select");
  const narrow = () => {
    const pressed = buttons.filter((one) => one.getAttribute("aria-pressed") === "true").map((one) => one.dataset.status);
    let shown = 0;
    for (const item of document.querySelectorAll("details.item[data-status]")) {
      const fits = (!pressed.length || pressed.includes(item.dataset.status)) &&
        (!select || !select.value || item.dataset.sources.split(" ").includes(select.value));
      item.hidden = !fits;
      shown += fits ? 1 : 0;
    }
    for (const part of document.querySelectorAll("section.group")) part.hidden = !part.querySelector("details.item:not([hidden])");
    const said = by("shown");
    if (said) said.textContent = said.dataset.form.replace("{}", String(shown));
  };
  for (const one of buttons) one.addEventListener("click", () => {
    one.setAttribute("aria-pressed", String(one.getAttribute("aria-pressed") !== "true"));
    narrow();
  });
  if (select) select.addEventListener("change", narrow);

  // Search over all pages: the index is a script, because pages on a disk can't fetch.
  const dialog = by("search"), query = by("query"), hits = by("hits"), said = by("said");
  if (!dialog || !dialog.showModal) return;
  let entries = null, at = -1;
  const load = (then) => {
    if (window.bastideIndex) { entries = window.bastideIndex; then(); return; }
    const script = document.createElement("script");
    script.src = document.body.dataset.index;
    script.addEventListener("load", () => { entries = window.bastideIndex || []; then(); });
    document.head.append(script);
  };
  const mark = (next) => {
    const list = [...hits.children];
    at = list.length ? (next + list.length) % list.length : -1;
    list.forEach((one, number) => one.setAttribute("aria-selected", String(number === at)));
    if (at >= 0) { list[at].scrollIntoView({ block: "nearest" }); query.setAttribute("aria-activedescendant", list[at].id); }
    else query.removeAttribute("aria-activedescendant");
  };
  const look = () => {
    const words = query.value.toLowerCase().split(/\s+/).filter(Boolean);
    const found = [];
    if (words.length) for (const [name, text, href] of entries || []) {
      const low = name.toLowerCase(), all = `${low} ${text.toLowerCase()}`;
      if (words.every((word) => all.includes(word))) found.push([words.every((word) => low.includes(word)) ? (low.startsWith(words[0]) ? 0 : 1) : 2, name, text, href]);
    }
    found.sort((one, two) => one[0] - two[0]);
    hits.replaceChildren(...found.slice(0, 40).map(([, name, text, href], number) => {
      const item = document.createElement("li"), link = document.createElement("a"), small = document.createElement("small");
      item.id = `hit-${number}`; item.setAttribute("role", "option"); item.setAttribute("aria-selected", "false");
      link.href = href; link.tabIndex = -1; link.textContent = name; small.textContent = text;
      link.append(small); item.append(link);
      link.addEventListener("click", () => dialog.close());
      return item;
    }));
    said.textContent = words.length ? (found.length ? `${found.length} ${dialog.dataset.some}` : dialog.dataset.none) : "";
    query.setAttribute("aria-expanded", String(found.length > 0));
    mark(found.length ? 0 : -1);
  };
  const open = () => { if (!dialog.open) { dialog.showModal(); query.select(); load(look); } };
  if (by("find")) by("find").addEventListener("click", open);
  query.addEventListener("input", look);
  query.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") { mark(at + 1); event.preventDefault(); }
    if (event.key === "ArrowUp") { mark(at - 1); event.preventDefault(); }
    if (event.key === "Enter" && at >= 0) { hits.children[at].firstChild.click(); event.preventDefault(); }
    if (event.key === "Escape") { dialog.close(); event.preventDefault(); }
  });
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  addEventListener("keydown", (event) => {
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName);
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) { open(); event.preventDefault(); }
  });
})();
