// A zone's board in a browser: the same view as any board in the same layouts, drawn anew whenever the hall says that something happened.
import { HallTime, STALE_MS, Texts, ask, element, listen, pause, put } from "./common.js";
import { Bands, isPulsing } from "./bands.js";
import { calls } from "./calls.js";
import { stand } from "./fitting.js";
import { emergency, message, notices, stale, strip } from "./frame.js";
import { lists } from "./lists.js";

const zone = decodeURIComponent(location.pathname.split("/").pop());
const wishes = new URLSearchParams(location.search);
const ownWindow = wishes.get("window") ?? "";
const ownLayout = wishes.get("layout") ?? (ownWindow ? "window" : "");
const time = new HallTime();
const bands = new Bands();
const CALLS = /^(ticket_(called|recalled|missed|cancelled|returned|transferred|parked)|service_|command_undone|broadcast|snapshot|window_)/;
const NEWS = /^(ticket_|tickets_|service|window_|hall_|notice|broadcast|day_|clerk_|command_|numbers_imported|crowd)/;
const PAGE_MS = 8000;
const WRONG_MS = 60000; // a mistyped layout is told to whoever sets the screen up, not to citizens all day

// Which part of the page each part of a layout is.
const PARTS = { zone: "strip", calls: "calls", waiting: "side", paused: "paused", others: "other", windows: "desks", window: "own", today: "done", notices: "notice" };
const LISTS = ["calls", "waiting", "paused", "others", "windows", "window", "today"];

let texts, second, view = null, heardAt = 0, toldAt = null, refused = "", isAsking = false, isWanted = false;
let drawing = null, drawn = "", isChoosing = false, wrongUntil = 0, news = 0, shown = "";

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
    news: (kind) => { if (kind === "hall_defined") drawn = ""; if (CALLS.test(kind)) refresh(); else if (NEWS.test(kind)) soon(); },
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
      const { value, now, isStale } = await ask("GET", `/views/board/${encodeURIComponent(zone)}${asked()}`);
      if (view !== null && value.seq < view.seq) continue;
      time.hear(now);
      if (!isStale) { heardAt = Date.now(); toldAt = time.now(); }
      refused = "";
      view = value;
      news += 1;
      choose();
      draw();
    } while (isWanted);
  } catch (error) {
    if (error.type === "unknown-zone") refused = "zone";
    else if (error.status === 401 || error.status === 403) refused = "shut";
    else setTimeout(refresh, 2000);
  } finally { isAsking = false; }
}

// What this layout shows beside the calls.
function asked() {
  const wanted = new URLSearchParams();
  if (drawing?.windows) wanted.append("parts", "windows");
  if (drawing?.today) wanted.append("parts", "today");
  if (ownWindow) wanted.append("window", ownWindow);
  return `${wanted}` && `?${wanted}`;
}

// The layout that this screen or the hall wants, turned as the screen is. Until it is there the board stays as it was.
async function choose() {
  const isUpright = innerHeight > innerWidth;
  const wanted = new URLSearchParams({ name: ownLayout || view.zone.layout || "", is_upright: isUpright, has_window: ownWindow !== "" });
  if (isChoosing || drawn === `${wanted}`) return;
  isChoosing = true;
  try {
    const reply = await fetch(`/web/layout?${wanted}`, { cache: "no-store" });
    if (!reply.ok) throw new Error("layout");
    drawing = await reply.json();
    drawn = `${wanted}`;
    wrongUntil = ownLayout && drawing.wrong ? Date.now() + WRONG_MS : 0;
    bands.move(room());
    size();
    refresh();
  } catch { setTimeout(() => view && choose(), 2000); } finally { isChoosing = false; }
}

function size() {
  const [width, height] = drawing ? [drawing.width, drawing.height] : innerHeight > innerWidth ? [1080, 1920] : [1920, 1080];
  document.documentElement.classList.toggle("upright", height > width);
  document.documentElement.style.fontSize = `${Math.min(innerWidth / width, innerHeight / height) * 100}px`;
  stand(element("board"), { w: width, h: height });
  news += 1;
  if (view !== null) choose();
  draw();
}

// How many calls stand in amber at once, how many lines under them, how many in a crowd. One window's screen has room for all.
function room() {
  const part = drawing.calls;
  if (!part) return { bands: 64, lines: 0, crowd: 64 };
  const most = part.bands.length - 1;
  return { bands: most, lines: part.lines[most].length, crowd: Math.max(most, part.crowd.length) };
}

// Four times a second; what is drawn is touched only where something of it has changed.
function draw() {
  if (!texts) return;
  const page = pageNow(), nowS = performance.now() / 1000, turn = Math.floor(Date.now() / PAGE_MS), isWrong = Date.now() < wrongUntil;
  if (view && drawing) bands.see(view.calls, view.since, room(), nowS, time.now());
  const pulse = new Set(page === "live" ? bands.shown.filter((each) => isPulsing(each, nowS)).map((each) => each.call.seq) : []);
  const seats = bands.shown.map((each) => [each.call.seq, each.cell]);
  const told = JSON.stringify([page, news, turn, isWrong, refused, time.clock(), [...pulse], seats, bands.isCrowd]);
  if (told === shown) return;
  shown = told;
  element("board").className = `page-${page}`;
  for (const id of Object.values(PARTS)) if (page === "starting") element(id).hidden = id !== "strip" || view === null;
  const middle = drawing?.body ?? { x: 48, y: 116, w: (innerHeight > innerWidth ? 1080 : 1920) - 96, h: 872 };
  const say = { texts, second, time, view, drawing, toldAt, turn };
  if (page === "starting") message({ ...say, middle, key: starting(), fields: { zone, window: ownWindow } });
  element("message").hidden = page !== "starting" && page !== "closed";
  element("stale").hidden = page !== "stale";
  if (!view || !drawing) return;
  const places = page === "stale" ? drawing.stale_places : drawing.places;
  place(page, places);
  strip(say, places.zone);
  emergency(say, page);
  if (page === "closed") message({ ...say, middle, key: view.is_day_open ? "board.closed.soon" : "board.closed" });
  if (page === "stale") stale(say);
  notices(say, places.notices, page === "stale", isWrong ? drawing.wrong : null);
  if (page !== "live" && page !== "stale") return;
  if (places.calls) amber(page, places.calls, pulse);
  lists({ ...say, places, isOld: page === "stale", pulse });
}

function pageNow() {
  if (refused || view === null || drawing === null || isNowhere()) return "starting";
  if (Date.now() - heardAt > STALE_MS) return "stale";
  return view.has_open_window || drawing.places.window ? "live" : "closed";
}

// Whether this is the screen of a window that does not stand in this zone.
const isNowhere = () => ownWindow !== "" && drawing.places.window !== undefined && view.own === null;
const starting = () => (refused ? `web.board.${refused}` : view && drawing && isNowhere() ? "web.board.window" : "board.starting");

function place(page, places) {
  for (const [part, id] of Object.entries(PARTS)) {
    const isShown = part in places && (page === "live" || page === "stale" || !LISTS.includes(part));
    element(id).hidden = !isShown || (page === "starting" && part !== "zone");
    if (isShown) stand(element(id), places[part]);
  }
}

function amber(page, part, pulse) {
  const common = { part, drawing, others: view.others, texts, second, isOld: page === "stale" };
  if (page === "stale") {
    calls({ ...common, bands: [], lines: spread(view.calls, drawing.calls.stale), isCrowd: false });
    return;
  }
  const seats = bands.isCrowd ? [...bands.shown].sort((one, other) => one.cell - other.cell) : bands.shown;
  const spots = bands.isCrowd ? drawing.calls.crowd : drawing.calls.bands[Math.min(seats.length, drawing.calls.bands.length - 1)];
  const seen = seats.map((each, at) => ({ call: each.call, spot: spots[bands.isCrowd ? each.cell : at], isPulsing: pulse.has(each.call.seq) })).filter((each) => each.spot);
  const older = bands.isCrowd ? [] : view.calls.filter((call) => !bands.shown.some((each) => each.call.seq === call.seq));
  calls({ ...common, bands: seen, lines: spread(older, drawing.calls.lines[seen.length] ?? []), isCrowd: bands.isCrowd });
}

const spread = (rows, spots) => rows.slice(0, spots.length).map((call, at) => ({ call, spot: spots[at] }));

begin();
