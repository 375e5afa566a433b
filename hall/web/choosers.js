// What a clerk is asked before a press that says more: where to, why, which one; each a question for the panel.

import { changing, further } from "./further.js";

const PAUSES = ["lunch", "break", "papers", "system", "handover"];
const OUTCOMES = ["done", "incomplete", "declined", "advised"];
const BACK = [3, 5]; // places that somebody is put back by
const MINUTES = [5, 10, 20, 30, 60];

export function choosers({ self, id, time, press, sign, change, signOut }) {
  const t = self.texts;
  const { hall, view } = self;
  const named = (each) => (t.language === "en" && each.name_en) || each.name || each.id;
  const base = { hint: t.say("caller.choose.hint"), none: t.say("caller.choose.none") };
  const services = () => hall.services.map((each) => ({ value: each.id, text: named(each), hint: hall.series.find((one) => one.id === each.series)?.prefix ?? "" }));
  const sent = (verb, fields) => { press(verb, fields); return null; };
  const results = () => (hall.outcomes.length ? hall.outcomes.map((each) => ({ value: each.id, text: named(each) })) : OUTCOMES.map((each) => ({ value: t.say(`caller.outcome.${each}`), text: t.say(`caller.outcome.${each}`) })));

  function place(target) {
    return {
      ...base, asks: t.say("caller.choose.place"),
      choices: [
        ...["last", "first", "age"].map((each) => ({ value: { place: each }, text: t.say(`caller.place.${each}`) })),
        ...BACK.map((back) => ({ value: { place: "back", back }, text: t.count("caller.place.back", back) })),
      ],
      take: (where) => ({
        hint: t.say("caller.choose.note.hint"), asks: t.say("caller.choose.note"), fields: [t.say("caller.choose.note.asks")], isFree: true,
        take: (note) => sent("transfer", { ...target, ...where, note }),
      }),
    };
  }

  return {
    open: () => ({
      hint: t.say("caller.sign_in.hint"), asks: t.say("caller.key.open"), fields: [t.say("caller.sign_in.asks")], isFree: true,
      take: (clerk) => sent("open", { clerk }),
    }),
    sign_in: () => ({
      hint: t.say("caller.login.sign-in.hint"), asks: t.say("caller.login.sign-in"), isFree: true, masks: 1,
      fields: [t.say("caller.sign_in.asks"), t.say("caller.login.password")],
      take: async (person, password) => {
        const wrong = await sign(person, password);
        if (wrong) return wrong;
        return self.signed?.must_change ? changing(t, change, password) : null;
      },
    }),
    pause: () => ({
      ...base, asks: t.say("caller.choose.pause"), fields: [t.say("caller.choose.pause.asks")], isFree: true,
      choices: PAUSES.map((each) => ({ value: t.say(`caller.pause.${each}`), text: t.say(`caller.pause.${each}`) })),
      take: (reason) => sent("pause", { reason }),
    }),
    park: () => ({
      ...base, asks: t.say("caller.choose.park"), fields: [t.say("caller.choose.park.asks")],
      choices: [
        { value: {}, text: t.say("caller.park.here") },
        ...MINUTES.map((n) => ({ value: { until: new Date(time.now().getTime() + n * 60000).toISOString() }, text: t.say("caller.park.until", { n }) })),
        ...(view.clerk ? [{ value: { with_clerk: true }, text: t.say("caller.park.with_clerk") }] : []),
        ...(hall.pools ?? []).map((each) => ({ value: { pool: each.id }, text: t.say("caller.to.pool", { name: named(each) }) })),
      ],
      take: (fields) => sent("park", fields),
    }),
    transfer: () => ({
      ...base, asks: t.say("caller.choose.transfer"), fields: [t.say("caller.choose.transfer.asks")], isByText: true,
      choices: [
        ...services().map((each) => ({ ...each, value: { service: each.value } })),
        ...hall.windows.filter((each) => each.id !== id).map((each) => ({ value: { window: each.id }, text: t.say("caller.window", { label: each.label }), hint: each.name })),
        ...(hall.pools ?? []).map((each) => ({ value: { pool: each.id }, text: t.say("caller.to.pool", { name: named(each) }) })),
      ],
      take: (target) => place(target),
    }),
    pick: () => ({
      ...base, asks: t.say("caller.choose.pick"), fields: [t.say("caller.choose.pick.asks")], isFree: true, isByText: true,
      choices: [...new Set([...view.parked, ...view.missed, ...view.sent].map((each) => each.number).concat(view.next_ones))].map((each) => ({ value: each, text: each })),
      take: (ticket) => (ticket ? sent("call", { ticket }) : t.say("caller.choose.none")),
    }),
    walk: () => ({
      ...base, asks: t.say("caller.choose.walk"), fields: [t.say("caller.choose.walk.asks")], isByText: true,
      choices: services().filter((each) => view.waiting.some((one) => one.service === each.value)),
      take: (service) => sent("walk", { service }),
    }),
    outcome: () => ({
      ...base, asks: t.say("caller.choose.outcome"), fields: [t.say("caller.choose.outcome.asks")], isFree: !hall.outcomes.length,
      choices: [
        ...results(),
        { value: null, text: t.say("caller.outcome.abandon") },
      ],
      take: (outcome) => (outcome === null ? sent("abandon", {}) : sent("finish", { outcome })),
    }),
    more: () => ({
      ...base, asks: t.say("caller.key.more"), fields: [t.say("caller.choose.further.asks")],
      choices: further({ self, id, base, named, services, results, sent, press, change, signOut }),
      take: (make) => make(),
    }),
  };
}
