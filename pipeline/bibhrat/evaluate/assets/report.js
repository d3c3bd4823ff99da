"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const cards = [...document.querySelectorAll(".card")];
  const search = document.getElementById("search");
  const topic = document.getElementById("topic");
  const outage = document.getElementById("outage");
  const count = document.getElementById("count");
  const buttons = [...document.querySelectorAll(".kinds button")];

  const make = (tag, words, css) => {
    const element = document.createElement(tag);
    if (words !== undefined) element.textContent = words;
    if (css) element.className = css;
    return element;
  };

  // Marks may overlap, so the text is cut at every border and a piece carries all its marks.
  const highlight = (into, text, marks) => {
    const own = marks.filter((m) => m[0] < text.length && m[1] > 0);
    const borders = new Set([0, text.length]);
    for (const [start, end] of own) {
      borders.add(Math.max(0, start));
      borders.add(Math.min(text.length, end));
    }
    const cuts = [...borders].sort((a, b) => a - b);
    for (let n = 0; n + 1 < cuts.length; n++) {
      const piece = text.slice(cuts[n], cuts[n + 1]);
      const over = own.filter((m) => m[0] < cuts[n + 1] && m[1] > cuts[n]);
      if (!over.length) {
        into.append(piece);
        continue;
      }
      const mark = make("mark", piece, [...new Set(over.map((m) => m[2]))].join(" "));
      mark.title = over.map((m) => m[3]).join("\n");
      const ending = over.filter((m) => m[1] === cuts[n + 1]);
      if (ending.length) mark.dataset.name = [...new Set(ending.map((m) => m[2]))].join(" ");
      into.append(mark);
    }
  };

  const pane = (heading, item, marks) => {
    const box = make("section", undefined, "pane");
    box.append(make("h3", heading));
    const shift = item.title.length + 1;
    const title = make("p", undefined, "headline");
    const text = make("p");
    title.lang = text.lang = "bn";
    highlight(title, item.title, marks);
    highlight(text, item.text, marks.map((m) => [m[0] - shift, m[1] - shift, m[2], m[3]]));
    box.append(title, text);
    return box;
  };

  const facts = (rows) => {
    const table = make("table", undefined, "facts");
    const head = make("tr");
    for (const words of ["", "gold", "predicted", ""]) head.append(make("th", words));
    table.append(head);
    for (const [field, gold, predicted, right] of rows) {
      if (right === null) continue;
      const row = make("tr", undefined, right ? "yes" : "no");
      const sign = make("td", right ? "✓" : "✗");
      sign.setAttribute("aria-label", right ? "right" : "wrong");
      row.append(make("th", field), make("td", gold || "–"), make("td", predicted || "–"), sign);
      table.append(row);
    }
    return table;
  };

  const unfold = (card, item) => {
    const body = card.querySelector(".body");
    if (body.firstChild) return;
    const panes = make("div", undefined, "panes");
    const sure = item.confidence === null ? "no record" : `confidence ${item.confidence.toFixed(2)}`;
    panes.append(pane("Gold", item, item.gold), pane(`Predicted, ${sure}`, item, item.predicted));
    body.append(panes);
    for (const [name, rows] of item.events) body.append(make("h4", name), facts(rows));
    if (item.times.length) body.append(make("h4", "Time expressions that differ"), facts(item.times));
    if (item.url) {
      const link = make("a", item.url);
      link.href = item.url;
      link.rel = "noreferrer";
      body.append(link);
    }
  };

  // Bangla letters with a nukta have two encodings; NFC makes them one for the search.
  const fold = (words) => words.normalize("NFC").toLowerCase().replace(/[\u200b-\u200d]/g, "");
  const values = (item) => item.events.map((e) => e[1].map((r) => `${r[1]} ${r[2]}`).join(" ")).join(" ");
  const index = data.map((item) => fold(`${item.id} ${item.title} ${item.text} ${values(item)}`));

  const apply = () => {
    const kinds = buttons.filter((b) => b.getAttribute("aria-pressed") === "true").map((b) => b.dataset.kind);
    const words = fold(search.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    cards.forEach((card, n) => {
      const own = card.dataset.kinds.split(" ");
      const keep = (!kinds.length || kinds.some((kind) => own.includes(kind)))
        && (!topic.value || card.dataset.topic === topic.value)
        && (!outage.value || card.dataset.outage === outage.value)
        && words.every((word) => index[n].includes(word));
      card.hidden = !keep;
      shown += keep;
    });
    count.textContent = `${shown} of ${cards.length} articles`;
  };

  cards.forEach((card, n) => card.addEventListener("toggle", () => card.open && unfold(card, data[n])));
  buttons.forEach((button) => button.addEventListener("click", () => {
    button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
    apply();
  }));
  [search, topic, outage].forEach((field) => field.addEventListener("input", apply));
  document.getElementById("clear").addEventListener("click", () => {
    search.value = topic.value = outage.value = "";
    buttons.forEach((button) => button.setAttribute("aria-pressed", "false"));
    apply();
  });
  document.getElementById("labels").addEventListener("change", (event) => {
    document.getElementById("cards").classList.toggle("named", event.target.checked);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !/^(input|select|textarea)$/i.test(document.activeElement.tagName)) {
      event.preventDefault();
      search.focus();
    }
  });

  // A link can name an article and filters: #id=a-001, #kind=start&q=ফেসবুক
  const wanted = new URLSearchParams(location.hash.slice(1));
  search.value = wanted.get("q") || "";
  buttons.forEach((b) => wanted.getAll("kind").includes(b.dataset.kind) && b.setAttribute("aria-pressed", "true"));
  apply();
  const chosen = data.findIndex((item) => item.id === wanted.get("id"));
  if (chosen >= 0) {
    cards[chosen].open = true;
    unfold(cards[chosen], data[chosen]);
    cards[chosen].scrollIntoView({ behavior: "instant" });
    cards[chosen].querySelector("summary").focus({ preventScroll: true });
  }
})();
