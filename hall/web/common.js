// What all pages need: texts by key, the hall's time, questions to the hall, and its stream of facts.

export const STALE_MS = 12000; // two heartbeats of five seconds may be lost

export function element(id) { return document.getElementById(id); }

export function put(id, text) { const at = element(id); if (at.textContent !== text) at.textContent = text; }

export function made(name, text = "", kind = "") {
  const node = document.createElement(name);
  if (text !== "") node.textContent = text;
  if (kind) node.className = kind;
  return node;
}

export class Texts {
  constructor(language, table) { this.language = language; this.table = table; }

  static async of(language) {
    const reply = await fetch(`/web/texts/${encodeURIComponent(language)}`);
    if (!reply.ok) throw new Error("texts");
    return new Texts(language, await reply.json());
  }

  has(key) { return Object.hasOwn(this.table, key); }

  say(key, fields = {}) {
    const found = this.table[key];
    return filled(Array.isArray(found) ? found[0] : found ?? key, fields);
  }

  count(key, n, fields = {}) {
    const found = this.table[key] ?? key;
    const form = this.language === "zh" || n === 1 ? 0 : 1;
    return filled(Array.isArray(found) ? found[Math.min(form, found.length - 1)] : found, { n, ...fields });
  }
}

function filled(text, fields) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => (Object.hasOwn(fields, name) ? String(fields[name]) : whole));
}

// The hall's time, whatever the clock of this machine says.
export class HallTime {
  constructor() { this.offMs = 0; this.zone = "Asia/Shanghai"; }

  hear(text) { if (text) this.offMs = Date.parse(text) - Date.now(); }

  now() { return new Date(Date.now() + this.offMs); }

  clock(moment = this.now()) {
    return new Intl.DateTimeFormat("en-GB", { timeZone: this.zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(moment).replace(/^0/, "");
  }

  date(language) {
    if (language === "zh") {
      const part = (options) => new Intl.DateTimeFormat("zh-CN", { timeZone: this.zone, ...options }).format(this.now());
      return `${part({ month: "numeric" })}${part({ day: "numeric" })} ${part({ weekday: "long" })}`;
    }
    return new Intl.DateTimeFormat("en-GB", { timeZone: this.zone, day: "numeric", month: "long", weekday: "long" }).format(this.now());
  }
}

export class Refusal extends Error {
  constructor(status, problem) {
    super(problem.detail ?? problem.title ?? `HTTP ${status}`);
    this.status = status;
    this.type = String(problem.type ?? "").split(":").pop();
    this.fields = problem.fields ?? {};
  }
}

// One question; a refusal is a Refusal, anything else that fails means that the hall did not answer.
export async function ask(method, path, { body, language = "zh", headers = {}, withinMs = 10000 } = {}) {
  const cut = new AbortController();
  const timer = setTimeout(() => cut.abort(), withinMs);
  try {
    const reply = await fetch(`/api/v1${path}`, {
      method, signal: cut.signal, cache: "no-store", credentials: "same-origin",
      headers: { "Accept-Language": language, ...(body === undefined ? {} : { "Content-Type": "application/json" }), ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const value = await reply.json();
    if (!reply.ok) throw new Refusal(reply.status, value);
    return { value, now: reply.headers.get("Jiaohao-Now"), isStale: reply.headers.has("Jiaohao-Stale") };
  } finally {
    clearTimeout(timer);
  }
}

export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (each) => each.toString(16).padStart(2, "0")).join("");
}

export const pause = (ms) => new Promise((done) => setTimeout(done, ms));

// The hall's stream: `news(kind)` for each fact, `beat(now)` for every sign of life. Goes on for ever; where the hall has
// none for this page (the plain port of a board), `beat` is left to whoever asks.
export async function listen({ news, beat, gone }) {
  let last = "";
  let waitMs = 500;
  for (;;) {
    try {
      const cut = new AbortController();
      let timer = setTimeout(() => cut.abort(), STALE_MS);
      const reply = await fetch("/api/v1/stream", {
        signal: cut.signal, cache: "no-store", credentials: "same-origin", headers: last ? { "Last-Event-ID": last } : {},
      });
      if (!reply.ok) { clearTimeout(timer); gone(reply.status); if (reply.status === 404) return; throw new Error("stream"); }
      waitMs = 500;
      const reader = reply.body.getReader();
      const decoder = new TextDecoder();
      let rest = "";
      for (;;) {
        const { done, value } = await reader.read();
        clearTimeout(timer);
        if (done) break;
        timer = setTimeout(() => cut.abort(), STALE_MS);
        beat(null);
        rest += decoder.decode(value, { stream: true });
        const frames = rest.split("\n\n");
        rest = frames.pop();
        for (const frame of frames) last = heard(frame, news, beat) || last;
      }
    } catch (error) { /* cut, or not there: again */ }
    await pause(waitMs * (0.75 + Math.random() / 2));
    waitMs = Math.min(waitMs * 2, 8000);
  }
}

function heard(frame, news, beat) {
  let id = "", event = "";
  for (const line of frame.split("\n")) {
    if (line.startsWith("id: ")) id = line.slice(4);
    else if (line.startsWith("event: ")) event = line.slice(7);
    else if (line.startsWith("data: ") && event === "welcome") beat(JSON.parse(line.slice(6)).now);
    else if (line.startsWith("data: ") && event === "fact") news((/"kind":"(\w+)"/.exec(line) ?? [])[1] ?? "");
  }
  if (event === "snapshot") news("snapshot");
  return id;
}
