// The platform map: point at a zone, or focus it, to see what it reaches and what reaches it.
"use strict";
(() => {
  const map = document.querySelector("svg.map"), store = document.getElementById("m-data");
  if (!map || !store) return;
  const { at, passes } = JSON.parse(store.textContent), said = document.getElementById("m-said"), full = document.getElementById("m-size");
  const zones = new Map([...map.querySelectorAll(".m-zone")].map((one) => [one.dataset.zone, one]));
  const links = [...map.querySelectorAll(".m-link")], over = document.createElementNS(map.namespaceURI, "g");
  map.append(over);
  const clear = () => {
    map.classList.remove("m-asked");
    for (const one of map.querySelectorAll(".m-hot, .m-self")) one.classList.remove("m-hot", "m-self");
    over.replaceChildren();
  };
  const line = (from, to, tie) => {
    const one = document.createElementNS(map.namespaceURI, "path"), [a, y, half] = at[from], [b, v, wide] = at[to];
    const side = Math.abs(a - b) < half + wide, right = b > a, x = a + (side || right ? half : -half), u = b + (side || !right ? wide : -wide);
    const mid = side ? Math.max(x, u) + 40 : (x + u) / 2;
    one.setAttribute("d", `M${x} ${y}C${mid} ${y} ${mid} ${v} ${u} ${v}`);
    one.setAttribute("class", `m-over m-${tie}`);
    return one;
  };
  const show = (name) => {
    clear();
    map.classList.add("m-asked");
    const mine = passes.filter(([from, to]) => from === name || to === name), told = [];
    zones.get(name).classList.add("m-hot", "m-self");
    for (const [from, to, tie, traffic, source, target] of mine) {
      for (const one of [from, to]) if (zones.has(one)) zones.get(one).classList.add("m-hot");
      if ((source !== from || target !== to) && at[from] && at[to]) over.append(line(from, to, tie));
      else for (const one of links) if (one.dataset.from === source && one.dataset.to === target) one.classList.add("m-hot");
      for (const one of links) if (one.dataset.hub && (one.dataset.hub === source || one.dataset.hub === target) && one.textContent.includes(traffic.split(", ")[0])) one.classList.add("m-hot");
      told.push(from === name ? `→ ${to} ${traffic}` : `← ${from} ${traffic}`);
    }
    if (said) said.textContent = `${name}: ${told.length ? told.slice(0, 24).join("; ") : said.dataset.none}${told.length > 24 ? " …" : ""}`;
  };
  const zone = (event) => { const one = event.target.closest && event.target.closest(".m-zone"); return one && one.dataset.zone; };
  map.addEventListener("mouseover", (event) => { const name = zone(event); if (name) show(name); else if (!map.contains(document.activeElement)) clear(); });
  map.addEventListener("mouseleave", clear);
  map.addEventListener("focusin", (event) => { const name = zone(event); if (name) show(name); });
  map.addEventListener("focusout", clear);
  if (full) full.addEventListener("click", () => {
    const large = map.closest(".m-figure").classList.toggle("m-full");
    full.setAttribute("aria-pressed", String(large));
  });
})();
