// Where things stand on a board, in px of its drawing, and words that fit into the room they have.
import { element, made } from "./common.js";

const pen = document.createElement("canvas").getContext("2d");
const SLACK = 2; // a drawn text is a little wider than it measures

export const rem = (px) => `${px / 100}rem`;

const MOST_KEPT = 2000;
const widths = new Map(); // of texts at 100 px: the same few are measured again and again
let family = "";

export function widthOf(text, size, isBold) {
  const key = `${isBold ? "b" : "r"}${text}`;
  if (!widths.has(key)) {
    if (widths.size > MOST_KEPT) widths.clear();
    family ||= getComputedStyle(document.body).fontFamily;
    pen.font = `${isBold ? 700 : 400} 100px ${family}`;
    widths.set(key, pen.measureText(text).width);
  }
  return widths.get(key) * size / 100;
}

// Puts a node where a spot says: whole, or as far as it says.
export function stand(node, { x, y, w, h }) {
  const style = node.style;
  for (const [name, px] of [["left", x], ["top", y], ["width", w], ["height", h]]) {
    const wanted = px === undefined ? "" : rem(px);
    if (style[name] !== wanted) style[name] = wanted;
  }
  return node;
}

// A number: as large as wanted, smaller where its width passes the room. Large ones get 2 px between the letters.
export function number(node, text, wanted, room, isBold = true) {
  const tracking = wanted > 120 ? 2 : 0;
  const spaces = tracking * text.length;
  const asked = widthOf(text, wanted, isBold) + spaces;
  const size = asked <= room ? wanted : Math.floor(wanted * (room - spaces) / (asked - spaces));
  node.style.fontSize = rem(size);
  node.style.letterSpacing = tracking ? rem(tracking) : "";
  if (node.textContent !== text) node.textContent = text;
  return node;
}

// A name: at its size, else smaller, else in two lines of the `height` where it may have them, else cut with dots.
export function name(node, text, { width, size, smallest, lines = 1, height = Infinity, isBold = false }) {
  const full = Math.max(1, widthOf(text, size, isBold));
  const shrunk = Math.max(smallest, lines === 1 ? Math.floor(0.98 * size * (width - SLACK) / full) : Math.round(size * 0.86));
  const fits = full + SLACK <= width;
  const isOne = fits || lines === 1 || full * shrunk / size + SLACK <= width;
  node.style.fontSize = rem(fits ? size : isOne ? shrunk : Math.max(smallest, Math.min(shrunk, Math.floor(height / 2.4), Math.floor(1.7 * size * width / full))));
  node.classList.toggle("two", !isOne);
  node.classList.add("cut");
  if (node.textContent !== text) node.textContent = text;
  return node;
}

export function icon(path, kind = "") {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 64 64");
  svg.setAttribute("aria-hidden", "true");
  if (kind) svg.setAttribute("class", kind);
  const line = document.createElementNS(space, "path");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}

export const RIGHT = "M8 32h46M34 12l20 20-20 20";
export const LEFT = "M56 32H10M30 12 10 32l20 20";
export const PAUSE = "M22 12v40M42 12v40";

export const towards = (side) => icon(side === "left" ? LEFT : RIGHT);

// A zone's colour: one of the eight, or the hall's own.
export function paint(node, zone) {
  node.classList.remove(...Array.from(node.classList).filter((each) => each.startsWith("zone-")));
  node.classList.add(`zone-${zone.colour}`);
  node.style.backgroundColor = zone.fill || "";
  return node;
}

// What a part is, small above it, in both languages; at the right which page of it is shown.
export function heading(id, key, texts, second, { inset = 0, size = 28, page = "" } = {}) {
  const at = element(id);
  const told = `${key} ${page} ${size} ${inset}`;
  if (at.dataset.told === told) return;
  at.dataset.told = told;
  at.style.paddingLeft = rem(inset);
  at.style.fontSize = rem(size);
  const other = made("small", second.say(key));
  other.style.fontSize = rem(size - 4);
  at.replaceChildren(made("span", texts.say(key)), other, made("i", page));
}

// As few pages as it takes, about equally long; the one whose turn it is, and `2/4` where there are several.
export function turned(rows, room, turn) {
  if (!rows.length || room < 1) return [[], ""];
  const count = Math.ceil(rows.length / room), each = Math.ceil(rows.length / count);
  const pages = Array.from({ length: Math.ceil(rows.length / each) }, (_, at) => rows.slice(at * each, (at + 1) * each));
  const at = turn % pages.length;
  return [pages[at], pages.length > 1 ? `${at + 1}/${pages.length}` : ""];
}

// Fills a list with rows of `[key, spot, write]`, if what is `told` of it has changed. A row that stays keeps its element
// and its place in the page, and the `i` in it: so a pulse goes on while others come and go.
export function keep(list, rows, told) {
  if (list.dataset.told === told) return;
  list.dataset.told = told;
  const wanted = new Set(rows.map(([key]) => `${key}`));
  for (const row of Array.from(list.children)) if (!wanted.has(row.dataset.key)) row.remove();
  const known = new Map(Array.from(list.children, (row) => [row.dataset.key, row]));
  for (const [at, [key, spot, write]] of rows.entries()) {
    const row = known.get(`${key}`) ?? made("li");
    row.dataset.key = key;
    for (const each of Array.from(row.children)) if (each.tagName !== "I") each.remove();
    if (!row.firstChild) row.append(made("i"));
    write(stand(row, spot));
    if (list.children[at] !== row) list.insertBefore(row, list.children[at] ?? null);
  }
}

// Whether a window has a name of its own instead of a number.
export const isNamed = (label) => !/\d/.test(label);
