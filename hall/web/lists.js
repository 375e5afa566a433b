// The lists of a board: who waits, which windows are paused, the other zones, the table of windows, one window, the day.
import { element, made } from "./common.js";
import { PAUSE, RIGHT, heading, icon, isNamed, keep, name, number, paint, rem, stand, towards, turned, widthOf } from "./fitting.js";

// `it`: the `view`, its `drawing`, the `places` that hold now, `isOld`, the `turn` of what is turned, `texts` and the
// `second` language, the ids of the calls that `pulse`.
export function lists(it) {
  if (it.places.waiting) waiting(it);
  if (it.places.paused || it.drawing.waiting?.has_paused) paused(it);
  if (it.places.others) others(it);
  if (it.places.windows) table(it);
  if (it.places.window) own(it);
  if (it.places.today) day(it);
}

function waiting({ view, drawing, places, isOld, turn, texts, second }) {
  const part = places.waiting, spots = isOld ? drawing.waiting.stale : drawing.waiting.live;
  const isPausedHere = drawing.waiting.has_paused && !isOld && view.paused.length > 0;
  const [rows, page] = turned(view.waiting, spots.length - isPausedHere, turn);
  head("waiting", part, "board.waiting", texts, second, page, part.w > 900 ? 30 : 28);
  keep(element("queues"), rows.map((each, at) => [each.series, spots[at], (row) => {
    const isTall = spots[at].h < 76, unit = isOld ? "" : texts.say("board.people");
    row.classList.toggle("first", spots[at].y === part.heading);
    const count = isOld ? "–" : `${each.waiting}`, size = isTall ? 48 : 58, unitSize = isTall ? 28 : 32;
    const right = widthOf(count, size, !isOld) + (unit ? widthOf(unit, unitSize, false) + 14 : 0);
    const x = isTall ? 64 : 79;
    row.append(
      letter(each.prefix, isTall ? 46 : 56, isTall ? 30 : 34),
      stand(name(made("span", "", "name"), each.name, { width: spots[at].w - x - right - 20, size: isTall ? 38 : 44, smallest: 26, lines: 2, height: spots[at].h - 2 }), { x, w: spots[at].w - x - right - 18 }),
      number(made("b"), count, size, 400),
      ...(unit ? [sized(made("small", unit), unitSize)] : []),
    );
  }]), JSON.stringify([rows, spots, isOld]));
  element("queues").classList.toggle("old", isOld);
}

function paused({ view, drawing, places, isOld, texts }) {
  const at = element("paused"), isRow = !places.paused;
  const last = drawing.waiting?.live.at(-1), list = places.waiting;
  at.hidden = isOld || view.paused.length === 0 || (isRow && !(last && list));
  if (at.hidden) return;
  const spot = isRow ? { x: list.x + last.x, y: list.y + last.y, w: last.w, h: last.h } : places.paused;
  at.classList.toggle("row", isRow);
  stand(at, spot);
  const x = isRow ? 66 : 79;
  const words = texts.count("board.paused", view.paused.length, { windows: runs(view.paused).join(texts.say("board.between")) });
  stand(name(at.querySelector("span"), words, { width: spot.w - x, size: isRow ? 36 : 40, smallest: 28 }), { x, w: spot.w - x });
}

// Labels in the hall's order, runs of numbers drawn together.
function runs(labels) {
  const found = [];
  for (const label of labels) {
    const last = found.at(-1);
    if (last && /^\d+$/.test(label) && /^\d+$/.test(last.at(-1)) && Number(label) === Number(last.at(-1)) + 1) last.push(label);
    else found.push([label]);
  }
  return found.map((run) => (run.length === 1 ? run[0] : `${run[0]}–${run.at(-1)}`));
}

function others({ view, places, turn, texts }) {
  const at = element("other"), part = places.others;
  at.hidden = view.others.length === 0;
  if (at.hidden) return;
  const other = view.others[turn % view.others.length], size = Math.min(40, part.h * 0.5);
  paint(at, other);
  at.classList.toggle("left", other.side === "left");
  const [arrow, zone, windows] = at.children;
  arrow.replaceWith(other.side === "none" ? made("svg") : towards(other.side));
  const words = other.windows_text ? texts.say("board.other", { windows: other.windows_text }) : "";
  const room = part.w - 56 - (other.side === "none" ? 0 : 78), both = widthOf(other.name, size * 0.86, true) + 10 + widthOf(words, size, false);
  const hasWindows = words !== "" && both <= room;
  windows.textContent = hasWindows ? words : "";
  windows.style.fontSize = rem(size);
  name(zone, other.name, { width: room - (hasWindows ? widthOf(words, size, false) + 12 : 0), size, smallest: 30, isBold: true });
}

function table({ view, drawing, places, isOld, turn, texts, second, pulse }) {
  const part = places.windows, all = view.windows ?? [];
  const choices = isOld ? drawing.windows.stale : drawing.windows.live;
  const spots = choices.find((each) => each.length >= all.length) ?? choices.at(-1) ?? [];
  const calling = isOld ? [] : all.filter((each) => each.state === "calling").slice(0, spots.length);
  let shown = all, page = "";
  if (all.length > spots.length) {
    const rest = all.filter((each) => !calling.includes(each)), room = Math.max(1, spots.length - calling.length);
    const pages = Array.from({ length: Math.ceil(rest.length / room) }, (_, at) => rest.slice(at * room, (at + 1) * room));
    shown = [...calling, ...(pages[turn % pages.length] ?? [])].slice(0, spots.length);
    page = pages.length > 1 ? `${turn % pages.length + 1}/${pages.length}` : "";
  }
  head("table-title", part, "board.windows.title", texts, second, page);
  keep(element("table"), shown.map((each, at) => [each.id, spots[at], (row) => cell(row, each, spots[at], { isOld, texts, first: part.heading, pulse })]), JSON.stringify([shown, spots, isOld, [...pulse]]));
}

function cell(row, each, spot, { isOld, texts, first, pulse }) {
  const size = spot.text, named = isNamed(each.label), text = isOld ? "" : each.number;
  const state = isOld ? "stale" : each.state;
  row.dataset.window = each.id;
  row.classList.remove("calling", "serving", "pulses");
  row.classList.add(state);
  row.classList.toggle("first", spot.y === first);
  row.classList.toggle("pulses", state === "calling" && pulse.has(each.call));
  const width = spot.w * (named ? 0.42 : 0.24), sign = Math.round(size * 0.56), hasSign = text !== "" || state === "paused";
  row.append(stand(name(made("b"), each.label, { width, size: named ? size * 0.62 : size, smallest: 24, lines: named ? 2 : 1, height: spot.h - 4, isBold: true }), { x: 14, w: width }));
  if (hasSign) row.append(stand(icon(state === "paused" ? PAUSE : RIGHT), { x: 22 + width, w: sign, h: sign }));
  const room = spot.w - 14 - width - sign - 40;
  if (text) row.append(number(made("em"), text, size, room));
  else row.append(name(made("small"), isOld ? "–" : texts.say(`window.cell.${each.state}`), { width: room, size: Math.min(40, size * 0.6), smallest: 24 }));
}

function own({ view, places, isOld, texts, second, pulse }) {
  const at = element("own"), part = places.window, it = view.own;
  at.hidden = !it;
  if (!it) return;
  const state = isOld ? "stale" : it.state, text = isOld ? "" : it.number, isTall = part.h > part.w, named = isNamed(it.label);
  const unit = isTall ? Math.min(part.w / 10.5, part.h / 14) : Math.min(part.w / 18.24, part.h / 8.12);
  const services = (view.own_services ?? []).map(([zh]) => zh).join(texts.say("board.between"));
  const hasServices = services !== "" && state !== "closed";
  const side = isTall ? { x: 0, y: 0, w: part.w, h: part.h * 0.3 } : { x: 0, y: 0, w: part.w * 0.3, h: part.h };
  const x = isTall ? 0 : side.w, y = isTall ? side.h : 0;
  const panel = { x, y, w: part.w - x, h: part.h - y - (hasServices ? 84 : 0) };
  const [name_, panel_, below] = at.children;
  stand(name_, side);
  const [label, word, small] = name_.children;
  if (named) name(label, it.label, { width: side.w - 40, size: unit * 1.2, smallest: unit * 0.6, lines: 2, isBold: true });
  else { label.classList.remove("cut", "two"); number(label, it.label, unit * (isTall ? 2.8 : 3.6), side.w - 40); }
  sized(word, unit * 0.9).textContent = named ? "" : texts.say("board.unit");
  sized(small, unit * 0.5).textContent = named ? "" : second.say("board.unit");
  stand(panel_, panel);
  panel_.className = `panel ${state}`;
  panel_.classList.toggle("pulses", state === "calling" && pulse.has(it.call));
  const [, figure, sign, told, other] = panel_.children;
  figure.hidden = text === "";
  number(figure, text, unit * 4, panel.w - 96);
  sign.toggleAttribute("hidden", state !== "paused");
  stand(sign, { w: unit * 1.8, h: unit * 1.8 });
  sized(told, unit * (text ? 0.95 : 1.5)).textContent = texts.say(`window.${state}`);
  sized(other, unit * (text ? 0.5 : 0.7)).textContent = second.say(`window.${state}`);
  below.hidden = !hasServices;
  stand(name(below, services, { width: panel.w, size: 40, smallest: 28 }), { x, y: part.h - 60, w: panel.w, h: 60 });
}

function day({ view, drawing, places, isOld, turn, texts, second }) {
  const part = places.today, all = view.today ?? [];
  const columns = ["issued", "waiting", "serving", "done", ...(all.some((each) => each.left !== null) ? ["left"] : [])];
  const isNarrow = part.w < 1100, column = isNarrow ? 124 : 156, shift = isNarrow && part.w < 760 ? 76 : 84;
  const [rows, page] = turned(all, isOld ? drawing.today.stale : drawing.today.live, turn);
  head("day-title", part, "board.today", texts, second, page);
  const right = (at) => part.w - (columns.length - at) * column;
  element("day-columns").replaceChildren(...columns.map((each, at) => {
    const node = stand(made("li"), { x: right(at), y: part.heading, w: column });
    node.append(sized(made("span", texts.say(`board.today.${each}`)), isNarrow ? 26 : 34), sized(made("small", second.say(`board.today.${each}`)), 24));
    return node;
  }));
  const width = part.w - 79 - columns.length * column - 8;
  keep(element("day"), rows.map((each, place) => {
    const spot = { x: 0, y: part.heading + shift + place * drawing.today.height, w: part.w, h: drawing.today.height };
    return [each.service, spot, (row) => {
      row.classList.toggle("first", place === 0);
      row.append(letter(each.prefix, 56, 34), stand(name(made("span", "", "name"), each.name, { width, size: isNarrow ? 36 : 44, smallest: 26, lines: 2, height: spot.h - 2 }), { x: 79, w: width }));
      for (const [at, key] of columns.entries()) {
        const count = key === "left" && each.left === null ? "" : isOld ? "–" : `${each[key]}`;
        const node = number(made(key === "done" ? "b" : "span", "", "count"), count, isNarrow ? 40 : 50, column - 16, key === "done");
        node.style.right = rem((columns.length - 1 - at) * column);
        row.append(node);
      }
    }];
  }), JSON.stringify([rows, part, columns, isOld]));
}

// ── what they have in common ──────────────────────────────────────────────────────────────────────────

function head(id, part, key, texts, second, page, size = 28) {
  element(id).hidden = part.heading === 0;
  heading(id, key, texts, second, { size, page });
}

function letter(text, size, letterSize) {
  const node = stand(made("span", "", "letter"), { x: 0, w: size, h: size });
  return number(node, text, letterSize, size - 8);
}

function sized(node, px) { node.style.fontSize = rem(px); return node; }
