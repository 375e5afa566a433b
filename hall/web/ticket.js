// A citizen's own ticket: my place, giving it back, and how it was. What proves it is the secret in the address.
import { Refusal, Texts, ask, element, made, newKey, pause, put } from "./common.js";

const secret = decodeURIComponent(location.pathname.split("/").pop());
const headers = { Authorization: `Ticket ${secret}` };
const LANGUAGE = "jiaohao.language";
const EVERY_MS = 5000;
const ENDED = ["finished", "cancelled", "expired"];

let texts, mine = null, grade = 0, isAsking = false;
const reasons = new Set(), answers = new Map();

async function begin() {
  element("language").addEventListener("click", () => speak(texts.language === "zh" ? "en" : "zh"));
  element("cancel").addEventListener("click", cancel);
  element("send").addEventListener("click", rate);
  await speak(localStorage.getItem(LANGUAGE) ?? (navigator.language.startsWith("zh") ? "zh" : "en"));
  for (;;) {
    if (!document.hidden) await look();
    await pause(mine && ENDED.includes(mine.ticket.state) ? 6 * EVERY_MS : EVERY_MS);
  }
}

async function speak(language) {
  for (;;) {
    try { texts = await Texts.of(language); break; } catch { await pause(2000); }
  }
  document.documentElement.lang = language;
  localStorage.setItem(LANGUAGE, language);
  element("rating").dataset.drawn = "";
  draw();
}

const question = (method, path, more = {}) => ask(method, path, { language: texts.language, headers, ...more });

async function look() {
  try {
    mine = (await question("GET", "/my-ticket")).value;
    if (element("said").className === "wrong") say("");
    draw();
  } catch (error) {
    say(texts.say(error instanceof Refusal && error.status === 404 ? "web.ticket.unknown" : "web.ticket.away"), true);
  }
}

function say(text, isWrong = false) { put("said", text); element("said").className = isWrong ? "wrong" : ""; }

async function send(path, body) {
  if (isAsking) return false;
  isAsking = true;
  const key = newKey();
  try {
    for (let tries = 0; ; tries += 1) {
      try { await question("POST", path, { body, headers: { ...headers, "Idempotency-Key": key } }); return true; } catch (error) {
        if (error instanceof Refusal && error.status < 500) { say(error.message, true); return false; }
        if (tries > 5) { say(texts.say("web.ticket.away"), true); return false; }
        await pause(1500);
      }
    }
  } finally { isAsking = false; await look(); }
}

async function cancel() {
  if (!confirm(texts.say("web.ticket.sure", { number: mine.ticket.number }))) return;
  if (await send(`/tickets/${mine.ticket.id}/cancel`, {})) say(texts.say("web.ticket.cancelled"));
}

async function rate() {
  const body = {
    transaction: mine.rating.transaction, grade, reasons: [...reasons], comment: element("comment").value.trim(),
    answers: [...answers].map(([asked, answer]) => ({ question: asked, answer })),
  };
  if (await send(`/tickets/${mine.ticket.id}/rating`, body)) say(texts.say("web.ticket.thanks"));
}

const named = (thing) => (texts.language === "en" && thing.name_en) || thing.name;

function draw() {
  if (!texts || !mine) return;
  const { ticket } = mine;
  put("hall", (texts.language === "en" && mine.hall_en) || mine.hall);
  put("language", texts.say("web.language"));
  element("now").hidden = false;
  element("now").className = ticket.state;
  put("yours", texts.say("web.ticket.yours"));
  put("number", ticket.number);
  document.title = ticket.number;
  put("state", texts.say(`web.ticket.state.${ticket.state}`, { window: mine.window_label }));
  put("ahead", ticket.state !== "waiting" ? "" : ticket.ahead ? texts.count("web.ticket.ahead", ticket.ahead) : texts.say("web.ticket.next"));
  put("where", ticket.state === "waiting" && mine.zones.length ? texts.say("web.ticket.where", { zones: mine.zones.map(named).join(texts.say("board.between")) }) : "");
  element("cancel").hidden = ticket.state !== "waiting";
  put("cancel", texts.say("web.ticket.cancel"));
  rating();
}

function rating() {
  const at = element("rating");
  at.hidden = !mine.rating;
  if (!mine.rating || at.dataset.drawn === `${mine.rating.transaction}`) return;
  at.dataset.drawn = `${mine.rating.transaction}`;
  grade = 0;
  reasons.clear();
  answers.clear();
  put("ask", texts.say("web.ticket.rate", { service: mine.rating.service }));
  put("note", texts.say("web.ticket.rate.note"));
  element("grades").replaceChildren(...[5, 4, 3, 2, 1].map((each) => choice(texts.say(`web.grade.${each}`), () => { grade = each; only(element("grades"), 5 - each); more(); })));
  put("why-word", texts.say("web.ticket.why"));
  element("reasons").replaceChildren(...mine.rating.reasons.map((each) => choice(reason(each), (button) => toggle(button, each.id))));
  element("survey").replaceChildren(...mine.rating.survey.map(asked));
  element("comment").placeholder = texts.say("web.ticket.comment");
  element("comment").hidden = !mine.rating.comments;
  put("send", texts.say("web.ticket.send"));
  more();
}

function reason(each) { return each.name ? named(each) : texts.say(`web.reason.${each.id}`); }

function choice(text, chosen) {
  const button = made("button", text);
  button.type = "button";
  button.setAttribute("aria-pressed", "false");
  button.addEventListener("click", () => chosen(button));
  return button;
}

function only(list, place) { Array.from(list.children).forEach((each, at) => each.setAttribute("aria-pressed", String(at === place))); }

function toggle(button, id) {
  if (reasons.has(id)) reasons.delete(id);
  else if (reasons.size < mine.rating.most_reasons) reasons.add(id);
  button.setAttribute("aria-pressed", String(reasons.has(id)));
}

function asked(each) {
  const row = made("section");
  const list = made("div");
  const words = { grade: [5, 4, 3, 2, 1].map((n) => [n, texts.say(`web.grade.${n}`)]), yes_no: [[1, texts.say("web.yes")], [2, texts.say("web.no")]] }[each.answers]
    ?? each.choices.map((text, place) => [place + 1, (texts.language === "en" && each.choices_en[place]) || text]);
  list.append(...words.map(([n, text], place) => choice(text, () => { answers.set(each.id, n); only(list, place); })));
  row.append(made("h3", (texts.language === "en" && each.ask_en) || each.ask), list);
  return row;
}

function more() {
  element("why").hidden = grade === 0 || grade > 2 || mine.rating.reasons.length === 0;
  element("send").hidden = grade === 0;
}

begin();
