// A window's terminal in a browser: the same view, verbs and keys as the terminal on a box.
import { HallTime, Refusal, STALE_MS, Texts, ask, element, listen, made, newKey, pause, put } from "./common.js";
import { KEYS, keysNow, placeOf } from "./keys.js";
import { choosers } from "./choosers.js";
import { drawn } from "./drawn.js";
import { Panel } from "./panel.js";

const id = decodeURIComponent(location.pathname.split("/").pop());
const SESSION = `jiaohao.session.${id}`;
const LANGUAGE = "jiaohao.language";
const GUARD_MS = 800;
const GIVE_UP_MS = 60000;
const ASK_VOICE_MS = 4000; // the box that speaks tells the hall every 5 s as long as anything waits
const AFTER_CALL_MS = 15000;

const time = new HallTime();
const panel = new Panel();
const self = { texts: null, hall: null, view: null, signed: null, heardAt: 0, toldAt: null, flying: "", guardedUntil: 0, undoUntil: 0, undone: "", said: "", saidUntil: 0, isGood: false, refused: "" };
const { head, card, lists } = drawn({ self, id, time });
let isAsking = false, isWanted = false, calledAt = 0, askedAt = 0;

const session = () => sessionStorage.getItem(SESSION);
const headers = () => (session() ? { "Jiaohao-Session": session() } : {});
const language = () => localStorage.getItem(LANGUAGE) ?? (navigator.language.startsWith("zh") ? "zh" : navigator.language.startsWith("en") ? "en" : "zh");
const isStale = () => self.view !== null && Date.now() - self.heardAt > STALE_MS;
const mustSignIn = () => Boolean(self.hall?.policy?.staff_listed) && !self.signed;

async function begin() {
  await speak(language());
  buttons();
  size();
  window.addEventListener("resize", size);
  window.addEventListener("keydown", pressed, true);
  setInterval(draw, 250);
  setInterval(voice, 1000);
  listen({
    news: (kind) => { if (kind === "hall_defined" || kind === "snapshot") self.hall = null; if (/^ticket_(called|recalled)$/.test(kind)) calledAt = Date.now(); refresh(); },
    beat: (now) => { time.hear(now); self.heardAt = Date.now(); if (self.view === null) refresh(); },
    gone: (status) => { self.refused = status === 401 || status === 403 ? "shut" : ""; },
  });
}

async function speak(wanted) {
  for (;;) {
    try {
      const place = await (await fetch("/web/place", { cache: "no-store" })).json();
      time.zone = place.timezone;
      self.texts = await Texts.of(wanted);
      break;
    } catch { await pause(2000); }
  }
  document.documentElement.lang = wanted;
  localStorage.setItem(LANGUAGE, wanted);
  if (element("keys").childElementCount) draw();
}

async function refresh() {
  if (isAsking) { isWanted = true; return; }
  isAsking = true;
  try {
    do {
      isWanted = false;
      if (self.hall === null) self.hall = (await question("GET", "/hall")).value;
      if (session() && !self.signed) await known();
      askedAt = Date.now();
      const { value, now, isStale: isOld } = await question("GET", `/views/caller/${encodeURIComponent(id)}`);
      time.hear(now);
      if (self.view !== null && value.seq < self.view.seq) continue;
      if (!isOld) { self.heardAt = Date.now(); self.toldAt = time.now(); }
      if (self.view?.state === "open" && value.state === "calling") beep(880, 1);
      self.view = value;
      self.refused = "";
      draw();
    } while (isWanted);
  } catch (error) {
    if (!(error instanceof Refusal)) setTimeout(refresh, 2000);
    else if (!signedOut(error)) self.refused = error.type === "unknown-window" ? "window" : "shut";
  } finally { isAsking = false; }
}

// How far the voice is behind no fact tells: it is asked for after calls, and as long as anything waits.
function voice() {
  const isBusy = (self.view?.unsaid ?? 0) > 0 || Date.now() - calledAt < AFTER_CALL_MS;
  if (isBusy && !isStale() && Date.now() - askedAt >= ASK_VOICE_MS) refresh();
}

async function known() {
  const { value } = await question("GET", "/sessions");
  self.signed = value;
}

function signedOut(error) {
  if (error.type !== "signed-out") return false;
  sessionStorage.removeItem(SESSION);
  self.signed = null;
  say(self.texts.say("caller.login.lasted"));
  setTimeout(refresh, 0);
  return true;
}

const question = (method, path, more = {}) => ask(method, path, { language: self.texts.language, headers: headers(), ...more });

// One press: sent with its key until the hall has answered, so that it is done once however the line is.
async function press(verb, fields = {}, path = `/windows/${encodeURIComponent(id)}/${verb}`, isOfWindow = true) {
  if (self.flying || isStale()) return false;
  const at = self.view?.ticket?.id ?? null;
  const number = self.view?.ticket?.number ?? "";
  const body = isOfWindow ? { at, ...fields } : fields;
  const key = newKey();
  let wasLost = false;
  const endsAt = Date.now() + GIVE_UP_MS;
  self.flying = verb;
  self.guardedUntil = Date.now() + GUARD_MS;
  self.said = "";
  draw();
  try {
    for (;;) {
      try {
        await question("POST", path, { body, headers: { ...headers(), "Idempotency-Key": key } });
        after(verb, number);
        return true;
      } catch (error) {
        const isLost = !(error instanceof Refusal) || error.status >= 500 || error.status === 429;
        if (!isLost) { refuse(error, wasLost); return false; }
        wasLost = wasLost || error.status !== 429;
        if (Date.now() > endsAt) { say(self.texts.say("caller.fate")); return false; }
        await pause(1000);
      }
    }
  } finally {
    self.flying = "";
    await refresh();
    draw();
  }
}

// A refusal at the door does not say what became of a press that was sent before it without an answer.
function refuse(error, wasLost) {
  if (signedOut(error)) return;
  const isAtTheDoor = error.status === 401 || error.status === 403;
  say(wasLost && isAtTheDoor ? self.texts.say("caller.fate.refused") : error.message);
}

function after(verb, number) {
  const undoable = ["missed", "finish", "park", "transfer", "abandon"];
  if (undoable.includes(verb) && number) {
    self.undone = number;
    self.undoVerb = verb;
    self.undoUntil = Date.now() + (self.hall?.policy?.undo_s ?? 5) * 1000;
  } else self.undoUntil = 0;
}

function say(text, isGood = false) { self.said = text; self.isGood = isGood; self.saidUntil = Date.now() + 8000; draw(); }

function beep(hertz, times) {
  try {
    const sound = new AudioContext();
    for (let n = 0; n < times; n += 1) {
      const tone = sound.createOscillator();
      const volume = sound.createGain();
      volume.gain.value = 0.1;
      tone.frequency.value = hertz;
      tone.connect(volume).connect(sound.destination);
      tone.start(sound.currentTime + n * 0.2);
      tone.stop(sound.currentTime + n * 0.2 + 0.1);
    }
    setTimeout(() => sound.close(), 1000);
  } catch { /* no sound here */ }
}

// ── what each key does ──────────────────────────────────────────────────────────────────────────────

function now() {
  return keysNow({ view: self.view, isStale: isStale() || Boolean(self.refused) || self.view === null, mustSignIn: mustSignIn(), isFlying: Boolean(self.flying), isGuarded: Date.now() < self.guardedUntil, canUndo: Date.now() < self.undoUntil });
}

function act(place) {
  const does = now()[place];
  if (!does?.isReady) return;
  const make = choosers({ self, id, time, press, sign, change, signOut });
  if (does.action === "sign_in") panel.open(make.sign_in());
  else if (does.action === "open") open(make);
  else if (make[does.action]) panel.open(make[does.action]());
  else if (does.action === "close") leave();
  else press({ disarm: "next" }[does.action] ?? does.action);
  draw();
}

function open(make) {
  if (self.signed) press("open", { clerk: self.signed.person });
  else panel.open(make.open());
}

async function leave() { if (await press("close")) await signOut(); }

async function signOut() {
  if (!session()) return;
  try { await question("POST", "/sessions/end", { body: {} }); } catch { /* it ends by itself */ }
  sessionStorage.removeItem(SESSION);
  self.signed = null;
  draw();
}

// Signs in with a password; what is wrong comes back as a sentence.
async function sign(person, password) {
  try {
    const { value } = await question("POST", "/sessions", { body: { person, password }, headers: {} });
    sessionStorage.setItem(SESSION, value.session);
    self.signed = value;
  } catch (error) {
    return error instanceof Refusal ? error.message : self.texts.say("caller.login.silent");
  }
  if (!self.signed.must_change) await sit();
  return "";
}

async function change(password, wanted) {
  try {
    await question("POST", "/sessions/password", { body: { password, new: wanted } });
    self.signed = { ...self.signed, must_change: false };
  } catch (error) {
    return error instanceof Refusal ? error.message : self.texts.say("caller.login.silent");
  }
  await sit();
  return "";
}

async function sit() {
  const isOpen = self.view !== null && self.view.state !== "closed";
  const isDone = isOpen ? self.view.clerk === self.signed.person || (await press("take-over", { clerk: self.signed.person })) : await press("open", { clerk: self.signed.person });
  if (!isDone) await signOut(); // nobody is signed in without working somewhere
}

function pressed(event) {
  if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
  if (panel.isOpen) { panel.pressed(event); draw(); return; }
  const isOnButton = event.target instanceof HTMLButtonElement;
  const place = placeOf(event.key, isOnButton);
  if (!place) return;
  event.preventDefault();
  if (!event.repeat) act(place);
}

// ── what is drawn ───────────────────────────────────────────────────────────────────────────────────

function size() { document.documentElement.style.fontSize = `${Math.max(0.6, Math.min(innerWidth / 960, innerHeight / 640, 2)) * 100}px`; }

function buttons() {
  for (const [place, key] of Object.entries(KEYS)) {
    let button = element(`k-${place}`);
    if (!button) {
      button = made("button");
      button.id = `k-${place}`;
      button.type = "button";
      element("keys").append(button);
    }
    if (key.spot) {
      const [x, y, width, height] = key.spot;
      Object.assign(button.style, { left: `${x / 100}rem`, top: `${y / 100}rem`, width: `${width / 100}rem`, height: `${height / 100}rem` });
      if (height < 100) button.className = "low";
    }
    button.append(made("b"), made("small"));
    button.addEventListener("click", () => act(place));
  }
  element("language").addEventListener("click", () => speak(self.texts.language === "zh" ? "en" : "zh"));
}

function draw() {
  const t = self.texts;
  if (!t || !element("k-main")) return;
  const does = now();
  for (const place of Object.keys(KEYS)) {
    const button = element(`k-${place}`);
    const word = does[place].action === "pause" && place === "pause" ? "pause" : does[place].action;
    const text = t.say(`caller.key.${word}`);
    if (button.children[0].textContent !== text) button.children[0].textContent = text;
    const hint = KEYS[place].key;
    if (button.children[1].textContent !== hint) button.children[1].textContent = hint;
    button.title = t.say("web.window.also", { key: KEYS[place].also });
    button.disabled = !does[place].isReady;
  }
  const view = self.view;
  const phase = self.refused ? "unknown" : view === null ? "starting" : isStale() ? "stale" : view.state === "open" ? (view.stored_until ? "armed" : "idle") : view.state;
  if (phase === "stale" && !element("terminal").classList.contains("stale")) beep(440, 2);
  element("terminal").className = phase === "stale" ? "stale" : "";
  element("card").className = phase;
  put("clock", time.clock());
  put("language", t.say("web.language"));
  put("link", phase === "stale" ? t.say("caller.state.stale") : view === null ? t.say("caller.state.starting") : view.unsaid && view.state !== "closed" && view.state !== "paused" ? t.count("caller.voice.behind", view.unsaid) : t.say("caller.link.live"));
  put("headline", t.say(`caller.headline.${phase}`));
  const said = Date.now() < self.undoUntil ? t.say(`caller.undo.line.${self.undoVerb}`, { number: self.undone, s: Math.ceil((self.undoUntil - Date.now()) / 1000) }) : Date.now() < self.saidUntil ? self.said : "";
  put("said", said);
  element("said").className = Date.now() < self.undoUntil || self.isGood ? "good" : "";
  if (self.refused) { put("number", t.say(`web.window.${self.refused}`)); element("number").className = "words"; return; }
  if (view === null) return;
  head(view, t);
  card(view, t, phase);
  lists(view, t, phase === "stale");
}

begin();
