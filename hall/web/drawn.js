// What a window's page shows beside its keys: whose window it is, the ticket at it, who waits.
import { element, made, put } from "./common.js";

// `self` is the page's own: the hall, who has signed in, when it was told last.
export function drawn({ self, id, time }) {
  return { head, card, lists };

  function head(view, t) {
    const place = self.hall?.windows?.find((each) => each.id === id);
    const zone = self.hall?.zones?.find((each) => each.id === place?.zone);
    element("head").className = `zone-${zone?.colour ?? 1}`;
    put("label", t.say("caller.window", { label: view.label }));
    put("place", [named(zone, t), view.name].filter(Boolean).join(" "));
    put("clerk", [self.signed?.name ?? view.clerk_name, view.clerk].filter(Boolean).join(" "));
  }

  function service(wanted, t) { return t.language === "zh" ? "" : named(self.hall?.services?.find((each) => each.id === wanted), t); }

  function minutes(since) { return Math.max(0, Math.floor((time.now() - Date.parse(since)) / 60000)); }

  function card(view, t, phase) {
    const ticket = view.ticket;
    const number = element("number");
    const text = ticket ? ticket.number : phase === "paused" ? view.reason || t.say("caller.state.paused") : t.say(`caller.state.${phase}`);
    put("number", text);
    number.className = ticket ? (text.length > 5 ? "longer" : text.length === 5 ? "long" : "") : "words";
    const since = { calling: ticket?.called_at, serving: ticket?.started_at, paused: view.since }[phase];
    const seconds = since ? Math.max(0, Math.floor((time.now() - Date.parse(since)) / 1000)) : 0;
    element("since").replaceChildren(...(since ? [made("span", t.say(`caller.since.${phase}`)), made("b", `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`)] : []));
    if (phase === "stale") put("since", t.say("caller.stale.at", { time: time.clock(self.toldAt ?? time.now()) }));
    put("service", ticket ? service(ticket.service, t) || view.service_name : "");
    const until = ticket?.called_at ? Date.parse(ticket.called_at) : time.now();
    put("waited", ticket ? t.say(t.language === "zh" ? "caller.waited" : "caller.waited.lines", { minutes: Math.max(0, Math.floor((until - Date.parse(ticket.issued_at)) / 60000)), times: t.count("caller.calls", ticket.recalls + 1) }) : "");
    const notes = ticket ? [...view.notes, ...facts(ticket, t)] : [];
    element("notes").replaceChildren(...(notes.length ? [made("b", t.say("caller.note")), made("span", notes.join(t.say("caller.note.join")))] : []));
  }

  function facts(ticket, t) {
    const priority = self.hall?.priorities?.find((each) => each.id === ticket.priority);
    const further = ticket.further.map((each) => named(self.hall?.services?.find((one) => one.id === each), t));
    return [
      ...(ticket.priority !== "normal" && priority ? [t.say("caller.note.priority", { name: named(priority, t) })] : []),
      ...(further.length ? [t.say("caller.note.further", { names: further.join(t.say("caller.note.and")) })] : []),
    ];
  }

  function lists(view, t, isOld) {
    put("waiting-word", t.say("caller.list.waiting"));
    put("waiting", isOld ? "–" : `${view.waiting_total}`);
    put("people", t.count("caller.people", view.waiting_total).replace(`${view.waiting_total}`, "").trim());
    put("coming-word", t.say("caller.list.coming"));
    put("aside-word", t.say("caller.list.aside"));
    const zone = element("head").className;
    element("queues").replaceChildren(...view.waiting.slice(0, 4).map((each) => row(made("i", each.prefix, zone), made("span", service(each.service, t) || each.name), made("b", isOld ? "–" : `${each.waiting}`))));
    element("coming").replaceChildren(...(view.next_ones.length ? view.next_ones.slice(0, 4).map((each) => row(made("b", each))) : [row(made("small", t.say("caller.list.none")))]));
    const aside = [
      ...view.parked.map((each) => [each.number, t.say("caller.list.parked", { n: minutes(each.called_at ?? each.issued_at) })]),
      ...view.missed.map((each) => [each.number, t.say("caller.list.missed")]),
    ];
    element("aside").replaceChildren(...(aside.length ? aside.slice(0, 3).map(([number, how]) => row(made("b", number), made("span"), made("small", how))) : [row(made("small", t.say("caller.list.none")))]));
    const profile = self.hall?.profiles?.find((each) => each.id === view.profile);
    put("profile", profile ? t.say("web.window.profile", { name: named(profile, t) }) : "");
  }
}

function named(thing, t) { return thing ? (t.language === "en" && thing.name_en) || thing.name : ""; }

function row(...parts) { const line = made("li"); line.append(...parts); return line; }
