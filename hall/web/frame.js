// What every page of a board has: the zone's strip, the notices, and what stands where no calls do.
import { element, put } from "./common.js";
import { name, paint, rem, stand, widthOf } from "./fitting.js";

const NOTICE_HANZI = 34; // how much of a notice fits on a page of the strip; a Latin letter counts as a good half
const PAUSES = "。！？；，、.!?;, ";

export function strip({ view, texts, second, time }, part) {
  if (!part) return;
  const isTall = part.h > 150;
  paint(element("strip"), view.zone).classList.toggle("tall", isTall);
  const windows = view.windows_text ? texts.say("board.windows", { windows: view.windows_text }) : "";
  const other = view.zone.name_en || view.zone.name;
  const under = view.windows_text ? second.say("board.under", { zone: other, windows: second.say("board.windows", { windows: view.windows_text }) }) : other;
  put("clock", time.clock());
  put("date", time.date("zh"));
  put("hall", isTall ? "" : view.hall);
  put("windows", windows);
  put("zone-en", isTall ? under : view.zone.name_en);
  const size = isTall ? 88 : 72, both = part.w - 96 - widthOf(time.clock(), 92, true) - 60;
  const width = isTall ? both - Math.min(widthOf(windows, 40, false), 240) : 560;
  name(element("zone"), view.zone.name, { width, size, smallest: isTall ? 52 : 44, isBold: true }).style.maxWidth = rem(width);
  element("windows").style.maxWidth = rem(isTall ? both - Math.min(width, widthOf(view.zone.name, size, true)) : 340);
}

export function notices({ view, texts, turn }, part, isStale, wrong) {
  const at = element("notice");
  const all = wrong ? [wrong.zh, wrong.en] : isStale ? [texts.say("board.stale.valid")] : view.notices.flatMap((each) => pages(each.trim()));
  at.hidden = !part || all.length === 0;
  if (at.hidden) return;
  const place = turn % all.length, page = all.length > 1 && !wrong ? `${place + 1}/${all.length}` : "";
  const isTall = part.h > 110, size = isTall ? 40 : 44;
  const width = part.w - 96 - widthOf(texts.say("board.notice"), 37, true) - 68 - (page ? widthOf(page, 32, false) + 32 : 0);
  put("notice-page", page);
  name(element("notice-text"), all[place], { width, size, smallest: wrong ? 28 : isTall ? 32 : 36, lines: isTall || wrong ? 2 : 1 });
  at.querySelector("b").textContent = texts.say("board.notice");
}

// A notice on as many pages as it needs, cut where a person would breathe.
function pages(notice) {
  const found = [];
  let rest = Array.from(notice);
  while (wide(rest) > NOTICE_HANZI) {
    let fits = 1;
    while (wide(rest.slice(0, fits + 1)) <= NOTICE_HANZI) fits += 1;
    const at = Math.max(...rest.slice(0, fits).map((each, place) => (PAUSES.includes(each) ? place + 1 : 0)));
    const end = wide(rest.slice(0, at)) > NOTICE_HANZI / 3 ? at : fits;
    found.push(rest.slice(0, end).join("").trim());
    rest = Array.from(rest.slice(end).join("").trim());
  }
  return [...found, ...(rest.length ? [rest.join("")] : [])];
}

const wide = (letters) => letters.reduce((sum, each) => sum + (each.charCodeAt(0) < 128 ? 0.56 : 1), 0);

// A page without calls, in the middle of the board: as large as a short sentence may be, and a long one still fits.
export function message({ texts, second, middle, key, fields = {} }) {
  const at = stand(element("message"), middle);
  const [strong, small] = at.children;
  strong.textContent = texts.say(key, fields);
  small.textContent = second.say(key, fields);
  const isTall = middle.h > middle.w, share = Math.min(1, middle.w / (isTall ? 900 : 1500));
  strong.style.fontSize = rem(large(strong.textContent, (isTall ? 88 : 108) * share, middle));
  small.style.fontSize = rem(44 * share);
}

export function emergency({ view, texts, second, drawing }, page) {
  const at = element("emergency");
  at.hidden = !view.emergency || page === "starting";
  if (at.hidden) return;
  const { x, y, w } = drawing.body, middle = { x, y, w, h: drawing.height - y };
  stand(at, middle);
  const isTall = drawing.height > drawing.width, share = Math.min(1, w / (isTall ? 900 : 1500));
  const [strong, small] = at.children;
  strong.textContent = view.emergency;
  strong.style.fontSize = rem(large(view.emergency, 168 * share, middle));
  small.textContent = `${texts.say("board.emergency")}\n${second.say("board.emergency")}`;
  small.style.fontSize = rem((isTall ? 56 : 64) * share);
}

const large = (text, wanted, { w, h }) => Math.max(40, Math.min(wanted, Math.sqrt(w * h * 0.4 / Math.max(1, text.length))));

export function stale({ texts, second, time, drawing, toldAt }) {
  const fields = { time: time.clock(toldAt ?? time.now()) };
  const at = stand(element("stale"), drawing.stale), isTall = drawing.stale.h > 220;
  const [strong, small] = at.querySelector("div").children;
  strong.textContent = texts.say("board.stale", fields);
  strong.style.fontSize = rem(isTall ? 60 : 66);
  small.textContent = [texts.say("board.stale.listen"), second.say("board.stale.whole", fields)].join(isTall ? "\n" : "　");
  small.style.fontSize = rem(isTall ? 30 : 34);
}
