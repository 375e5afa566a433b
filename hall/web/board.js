// A zone's board in a browser: the same view as any board, drawn anew whenever the hall says that something happened.
import { HallTime, STALE_MS, Texts, ask, element, listen, made, pause, put } from "./common.js";
import { Bands } from "./bands.js";

const zone = decodeURIComponent(location.pathname.split("/").pop());
const time = new HallTime();
const bands = new Bands();
const CALLS = /^(ticket_(called|recalled|missed|cancelled|returned|transferred|parked)|service_|command_undone|broadcast|snapshot|window_)/;
const NEWS = /^(ticket_|tickets_|service|window_|hall_|notice|broadcast|day_|clerk_|command_|numbers_imported|crowd)/;
const PAGE_MS = 8000;

let texts, second, view = null, heardAt = 0, toldAt = null, refused = "", isAsking = false, isWanted = false;

async function begin() {
  for (;;) {
    try {
      const place = await (await fetch("/web/place", { cache: "no-store" })).json();
      time.zone = place.timezone;
      [texts, second] = await Promise.all([Texts.of("zh"), Texts.of("en")]);
      break;
    } catch { await pause(2000); }
  }
  size();
  window.addEventListener("resize", size);
  setInterval(draw, 250);
  listen({
    news: (kind) => { if (CALLS.test(kind)) refresh(); else if (NEWS.test(kind)) soon(); },
    beat: (now) => { time.hear(now); heardAt = Date.now(); if (view === null) refresh(); },
    gone: (status) => { if (status === 404) poll(); else refused = status === 401 || status === 403 ? "shut" : ""; },
  });
}

async function poll() { for (;;) { await refresh(); await pause(1000); } }

let timer = 0;
function soon() { if (!timer) timer = setTimeout(() => { timer = 0; refresh(); }, 800); }

async function refresh() {
  if (isAsking) { isWanted = true; return; }
  isAsking = true;
  try {
    do {
      isWanted = false;
      const { value, now, isStale } = await ask("GET", `/views/board/${encodeURIComponent(zone)}`);
      if (view !== null && value.seq < view.seq) continue;
      time.hear(now);
      if (!isStale) { heardAt = Date.now(); toldAt = time.now(); }
      refused = "";
      bands.see(value.calls, performance.now() / 1000, time.now());
      view = value;
      draw();
    } while (isWanted);
  } catch (error) {
    if (error.type === "unknown-zone") refused = "zone";
    else if (error.status === 401 || error.status === 403) refused = "shut";
    else setTimeout(refresh, 2000);
  } finally { isAsking = false; }
}

function size() {
  document.documentElement.classList.toggle("upright", innerHeight > innerWidth);
  const [width, height] = isUpright() ? [1080, 1920] : [1920, 1080];
  document.documentElement.style.fontSize = `${Math.min(innerWidth / width, innerHeight / height) * 100}px`;
  draw();
}

function draw() {
  if (!texts) return;
  const isStale = view !== null && Date.now() - heardAt > STALE_MS;
  const page = refused ? "starting" : view === null ? "starting" : isStale ? "stale" : view.has_open_window ? "live" : "closed";
  element("board").className = `page-${page}`;
  document.documentElement.classList.toggle("stale-up", page === "stale");
  put("clock", time.clock());
  put("date", time.date("zh"));
  element("stale").hidden = page !== "stale";
  element("message").hidden = page !== "starting" && page !== "closed";
  if (page === "starting") { message(refused ? `web.board.${refused}` : "board.starting", { zone }); if (view === null) return; }
  strip();
  notices(page);
  emergency(page);
  if (page === "closed") message(view.is_day_open ? "board.closed.soon" : "board.closed");
  if (page === "stale") stale();
  const shown = bands.shown(performance.now() / 1000, room());
  lines(page === "stale" ? { bands: [], history: [...shown.bands.map((each) => each.call), ...shown.history].slice(0, 5) } : shown);
  queues(page);
}

const isUpright = () => document.documentElement.classList.contains("upright");
const room = () => (isUpright() ? { height: 1080, band: 208, line: 112 } : { height: 802, band: 172, line: 92 });

function strip() {
  element("strip").className = `zone-${view.zone.colour}`;
  put("zone", view.zone.name);
  put("zone-en", view.zone.name_en);
  put("windows", view.windows_text ? texts.say("board.windows", { windows: view.windows_text }) : "");
  put("hall", view.hall);
  both("calling", "board.calling");
  both("waiting", "board.waiting");
}

function both(id, key) {
  const at = element(id);
  if (at.dataset.key === key) return;
  at.dataset.key = key;
  at.replaceChildren(made("span", texts.say(key)), made("small", second.say(key)));
}

function message(key, fields = {}) {
  const at = element("message");
  at.querySelector("strong").textContent = texts.say(key, fields);
  at.querySelector("p").textContent = second.say(key, fields);
}

function stale() {
  const fields = { time: time.clock(toldAt ?? time.now()) };
  const at = element("stale");
  at.querySelector("strong").textContent = texts.say("board.stale", fields);
  at.querySelector("p").textContent = `${texts.say("board.stale.listen")}　${second.say("board.stale.whole", fields)}`;
}

function emergency(page) {
  const at = element("emergency");
  at.hidden = !view.emergency || page === "starting";
  at.querySelector("p").textContent = view.emergency;
  at.querySelector("small").textContent = `${texts.say("board.emergency")}\n${second.say("board.emergency")}`;
}

function notices(page) {
  const all = page === "stale" ? [texts.say("board.stale.valid")] : view.notices;
  element("notice").hidden = all.length === 0;
  const at = Math.floor(Date.now() / PAGE_MS) % Math.max(1, all.length);
  put("notice-text", all[at] ?? "");
  element("notice-text").className = (all[at] ?? "").length > (isUpright() ? 16 : 34) ? "long" : "";
  put("notice-page", all.length > 1 ? `${at + 1}/${all.length}` : "");
  element("notice").querySelector("b").textContent = texts.say("board.notice");
}

let drawn = "";
function lines(shown) {
  const key = JSON.stringify([shown.bands.map((each) => [each.call.seq, each.isPulsing]), shown.history.map((each) => [each.seq, each.label])]);
  if (key === drawn) return;
  drawn = key;
  keep(element("bands"), shown.bands, (each) => each.call.seq, (each) => line(each.call, true));
  for (const [place, each] of shown.bands.entries()) element("bands").children[place].classList.toggle("pulses", each.isPulsing);
  keep(element("history"), shown.history, (each) => each.seq, (each) => line(each, false));
}

// Rows that stay keep their element: a pulse goes on while others come.
function keep(list, wanted, keyOf, make) {
  const known = new Map(Array.from(list.children, (each) => [each.dataset.key, each]));
  list.replaceChildren(...wanted.map((each) => {
    const key = `${keyOf(each)}`;
    const row = known.get(key) ?? make(each);
    row.dataset.key = key;
    return row;
  }));
}

function line(call, isBand) {
  const row = made("li");
  if (isBand) row.append(made("i"));
  const unit = made("span", texts.say("board.unit"));
  unit.append(made("small", second.say("board.unit")));
  row.append(made("b", call.number, long(call.number, 5)), arrow(), made("em", call.label, long(call.label, 3)), unit);
  return row;
}

function long(text, from) { return text.length > from ? "longer" : text.length === from ? "long" : ""; }

function arrow() {
  const name = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(name, "svg");
  svg.setAttribute("viewBox", "0 0 64 64");
  const path = document.createElementNS(name, "path");
  path.setAttribute("d", "M6 32h50M36 12l20 20-20 20");
  svg.append(path);
  return svg;
}

function queues(page) {
  element("queues").replaceChildren(...view.waiting.slice(0, 7).map((each) => {
    const row = made("li");
    row.append(made("span", each.prefix, "letter"), made("span", each.name, `name ${each.name.length > 8 ? "two" : each.name.length > 7 ? "tight" : ""}`));
    if (page === "stale") row.append(made("b", "–"));
    else row.append(made("b", `${each.waiting}`), made("small", texts.say("board.people")));
    return row;
  }));
  const between = texts.say("board.between");
  element("paused").hidden = view.paused.length === 0;
  element("paused").querySelector("span").textContent = texts.count("board.paused", view.paused.length, { windows: view.paused.join(between) });
  const others = view.others;
  element("other").hidden = others.length === 0;
  if (others.length === 0) return;
  const other = others[Math.floor(Date.now() / PAGE_MS) % others.length];
  element("other").className = `zone-${other.colour}`;
  element("other").querySelector("b").textContent = other.name;
  element("other").querySelector("span").textContent = other.windows_text ? texts.say("board.other", { windows: other.windows_text }) : "";
}

begin();
