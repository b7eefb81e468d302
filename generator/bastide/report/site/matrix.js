// The matrix of zones: keys, filters, and the chosen pair. Without this the page lists the same zone by zone.
"use strict";
(() => {
  const table = document.getElementById("x-matrix"), panel = document.getElementById("x-panel");
  if (!table || !panel) return;
  const zh = document.documentElement.lang.startsWith("zh") ? 1 : 0;
  const source = new URL("matrix-data.js", document.currentScript ? document.currentScript.src : location.href);
  const rows = [...table.tBodies[0].rows], heads = [...table.tHead.rows[0].cells].slice(1);
  const cell = (row, column) => rows[row].cells[column + 1];
  const make = (tag, look, text) => { const one = document.createElement(tag); if (look) one.className = look; if (text !== undefined) one.textContent = text; return one; };

  // The data come as a script, once somebody is there to read them.
  let data = null, waiting = [];
  const load = (then) => {
    if (data) { then(); return; }
    waiting.push(then);
    if (waiting.length > 1) return;
    const script = document.createElement("script");
    script.src = source;
    script.addEventListener("load", () => { data = window.bastideMatrix; for (const one of waiting) one(); waiting = []; });
    document.head.append(script);
  };
  const word = (key) => data.words[key][zh];

  // One pair of zones.
  const said = (number, from, to) => {
    const one = data.said[number];
    return (Array.isArray(one) ? one[zh] : one).replaceAll("{←}", from).replaceAll("{→}", to);
  };
  const withCode = (item, text) => text.split("`").forEach((part, at) => { if (part) item.append(at % 2 ? make("code", "", part) : part); });
  const quote = (line) => {
    const [spot, text] = data.lines[line], figure = make("figure", "code"), caption = make("figcaption");
    caption.append(make("code", "", spot));
    figure.append(caption);
    if (text) {
      const block = make("pre"), code = make("code"), first = Number(spot.slice(spot.lastIndexOf(":") + 1));
      block.tabIndex = 0;
      block.setAttribute("aria-label", spot);
      text.split("\n").forEach((each, at) => {
        const row = make("span", at ? "ln" : "ln hit"), number = make("span", "no", String(first + at));
        number.setAttribute("aria-hidden", "true");
        row.append(number, `${each}\n`);
        code.append(row);
      });
      block.append(code);
      figure.append(block);
    }
    return figure;
  };
  const hops = (title, list, from, to, look) => {
    if (!list || !list.length) return [];
    const items = make("ol", look || "x-hops");
    for (const number of list) {
      const [text, passes, ...lines] = data.hops[number], item = make("li", passes ? "" : "x-stop");
      const words = make("span");
      withCode(words, said(text, from, to));
      const mark = make("b", "x-mark", passes ? "✓" : "✕");
      mark.setAttribute("role", "img");
      mark.setAttribute("aria-label", word(passes ? "does" : "stops"));
      if (lines.length) {
        const more = make("details"), head = make("summary");
        head.append(mark, words, " ", make("code", "x-spot", data.lines[lines[0]][0] + (lines.length > 1 ? ` +${lines.length - 1}` : "")));
        more.append(head, ...lines.map(quote));
        if (!passes && number === list[0] && look) more.open = true;
        item.append(more);
      } else item.append(mark, words);
      items.append(item);
    }
    return [make("h3", "", title), items];
  };
  const ends = (row, column, given) => given.map((one, at) => one || [...data.ends[at ? column : row], at ? 443 : 40000]);
  const packet = (row, column, [span, start, end, fared, there, back, stops]) => {
    const [[party, address, port], [other, target, goal]] = ends(row, column, [start, end]);
    const box = make("div", "x-packet"), from = said(address, "", ""), to = said(target, "", "");
    const line = make("p", "x-line"), colon = (one, at) => (at ? (one.includes(":") ? `[${one}]:${at}` : `${one}:${at}`) : one);
    const fate = make("b", fared ? "x-fate bad" : "x-fate good", `${fared ? "✕" : "✓"} ${said(span, "", "")} ${word(["passes", "stopped", "lost"][fared])}`);
    line.append(fate, make("br"), make("code", "", `${colon(from, port)} → ${colon(to, goal)}`), make("br"));
    line.append(make("small", "", `${said(party, "", "")} → ${said(other, "", "")}`));
    box.append(line, ...(stops.length && there.length === 1 ? [] : hops(word("there"), there, from, to)), ...(back ? hops(word("back"), back, from, to) : []));
    box.append(...hops(word("obstacles"), stops, from, to, "x-hops x-obstacles"));
    return box;
  };
  const draw = (row, column) => {
    const [kind, layer, flows, packets] = data.pairs[row][column], [key, ...standing] = data.kinds[kind];
    const title = make("h2", "x-pair");
    title.append(data.names[row], make("span", "x-arrow", " → "), data.names[column]);
    const state = make("p", `x-state k-${key}`, standing[zh]);
    const parts = [title, state];
    if (layer >= 0) parts.push(make("p", "x-layer", data.layers[layer][zh]));
    for (const id of flows) {
      const [why, places] = data.flows[id], asked = make("p", "x-asked", `${word("asked")}: ${why} `);
      places.forEach((place, at) => asked.append(at ? ", " : "", make("code", "", place)));
      parts.push(asked);
    }
    if (!flows.length && !["closed", "half"].includes(key) && row !== column) parts.push(make("p", "x-asked", word("nobody")));
    if (packets.length) parts.push(make("p", "x-example", word("example")), ...packets.map((one) => packet(row, column, one)));
    else parts.push(make("p", "x-example", word("none")));
    panel.replaceChildren(...parts);
    panel.scrollTop = 0;
  };

  // Moving about: one cell at a time can be reached by Tab, arrow keys do the rest.
  let at = [0, 0], chosen = null;
  table.setAttribute("role", "grid");
  table.setAttribute("aria-colcount", String(heads.length + 1));
  table.setAttribute("aria-rowcount", String(rows.length + 1));
  const label = (row, column) => {
    const one = cell(row, column);
    if (!one.hasAttribute("aria-label")) {
      const name = (head) => head.textContent.trim();
      const text = one.textContent.trim();
      one.setAttribute("aria-label", `${name(rows[row].cells[0])} → ${name(heads[column])}: ${text === "·" ? table.dataset.closed : text}`);
    }
  };
  const mark = (row, column, focus) => {
    cell(...at).tabIndex = -1;
    at = [row, column];
    const one = cell(row, column);
    one.tabIndex = 0;
    label(row, column);
    if (focus) one.focus();
  };
  const light = (row, column) => {
    for (const one of table.querySelectorAll(".x-on")) one.classList.remove("x-on");
    if (row < 0) return;
    rows[row].cells[0].classList.add("x-on");
    heads[column].classList.add("x-on");
    for (const each of rows) each.cells[column + 1].classList.add("x-on");
  };
  const choose = (row, column) => load(() => {
    if (chosen) { chosen.classList.remove("x-chosen"); chosen.removeAttribute("aria-selected"); }
    chosen = cell(row, column);
    chosen.classList.add("x-chosen");
    chosen.setAttribute("aria-selected", "true");
    mark(row, column, false);
    light(row, column);
    draw(row, column);
    history.replaceState(null, "", `#p${row}-${column}`);
  });
  const place = (one) => {
    const found = one && one.closest("td");
    if (!found || !table.tBodies[0].contains(found)) return null;
    return [found.parentElement.sectionRowIndex, found.cellIndex - 1];
  };
  for (const link of table.querySelectorAll("td a")) link.tabIndex = -1;
  table.addEventListener("click", (event) => {
    const found = place(event.target);
    if (!found) return;
    event.preventDefault();
    mark(...found, true);
    choose(...found);
  });
  table.addEventListener("focusin", (event) => { const found = place(event.target); if (found) { mark(...found, false); light(...found); } });
  table.addEventListener("mouseover", (event) => { const found = place(event.target); if (found) light(...found); });
  table.addEventListener("mouseleave", () => { if (chosen) light(...place(chosen)); else light(-1, -1); });
  const step = (row, column, down, right) => {
    let [y, x] = [row + down, column + right];
    while (y >= 0 && x >= 0 && y < rows.length && x < heads.length) {
      if (!rows[y].hidden && !heads[x].hidden) return [y, x];
      [y, x] = [y + (down || 0), x + (right || 0)];
    }
    return [row, column];
  };
  const edge = (list, last) => { const seen = list.map((one, number) => (one.hidden ? -1 : number)).filter((one) => one >= 0); return seen[last ? seen.length - 1 : 0] ?? 0; };
  table.addEventListener("keydown", (event) => {
    const found = place(event.target);
    if (!found || event.altKey) return;
    const [row, column] = found, far = event.ctrlKey || event.metaKey;
    const moves = {
      ArrowDown: () => step(row, column, 1, 0), ArrowUp: () => step(row, column, -1, 0),
      ArrowRight: () => step(row, column, 0, 1), ArrowLeft: () => step(row, column, 0, -1),
      Home: () => [far ? edge(rows, false) : row, edge(heads, false)], End: () => [far ? edge(rows, true) : row, edge(heads, true)],
      PageDown: () => [Math.min(row + 10, edge(rows, true)), column], PageUp: () => [Math.max(row - 10, edge(rows, false)), column],
    };
    if (moves[event.key]) mark(...moves[event.key](), true);
    else if (event.key === "Enter" || event.key === " ") choose(row, column);
    else return;
    event.preventDefault();
  });
  mark(0, 0, false);

  // Filters.
  const filter = document.getElementById("x-filter"), only = document.getElementById("x-only"), count = document.getElementById("x-count");
  const texts = rows.map((row) => `${row.cells[0].textContent} ${row.cells[0].title}`.toLowerCase());
  const busy = (number) => rows[number].querySelector("td a") || rows.some((row) => row.cells[number + 1].querySelector("a"));
  const narrow = () => {
    const words = filter.value.toLowerCase().split(/[\s,]+/).filter(Boolean);
    const seen = texts.map((text, number) => (!words.length || words.some((one) => text.includes(one))) && (!only.checked || Boolean(busy(number))));
    rows.forEach((row, number) => {
      row.hidden = !seen[number];
      for (let column = 0; column < heads.length; column += 1) if (row.cells[column + 1].hidden === seen[column]) row.cells[column + 1].hidden = !seen[column];
    });
    heads.forEach((head, number) => { head.hidden = !seen[number]; });
    count.textContent = count.dataset.said.replace("{}", String(seen.filter(Boolean).length)).replace("{}", String(rows.length));
  };
  filter.addEventListener("input", narrow);
  only.addEventListener("change", narrow);
  filter.form.addEventListener("submit", (event) => event.preventDefault());

  // An address may name a pair. It means the cell here: the list below is for readers without scripts.
  for (const one of document.querySelectorAll(".x-way > [id]")) {
    if (`#${one.id}` === location.hash) for (let at = one; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = false;
    one.removeAttribute("id");
  }
  const follow = () => {
    const found = /^#p(\d+)-(\d+)$/.exec(location.hash);
    if (!found || !rows[found[1]] || !heads[found[2]]) return;
    const pair = [Number(found[1]), Number(found[2])];
    choose(...pair);
    cell(...pair).scrollIntoView({ block: "nearest", inline: "nearest" });
    requestAnimationFrame(() => table.closest(".x-board").scrollIntoView({ block: "start", behavior: "instant" }));
  };
  addEventListener("hashchange", follow);
  follow();
})();
