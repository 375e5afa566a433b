// The further things that a clerk can do, one key away from the drawn ones: which make sense now, and what each asks.

const NOTE_MOST = 60; // letters of a note: what stands on the next clerk's screen whole

// What is offered, in the order of the terminal on a box; `value` of each gives a question, or does it at once.
export function further({ self, id, base, named, services, results, sent, press, change, signOut }) {
  const { hall, view, texts: t } = self;
  const { ticket, state } = view;
  const lying = [...view.parked.map((each) => [each, true]), ...view.missed.map((each) => [each, false])];
  const mayArrange = hall.policy?.clerks_arrange !== false;
  const offered = [
    [ticket, "remark", remark],
    [ticket, ticket?.visual ? "visual.off" : "visual", () => ofTicket("flag", { visual: !ticket.visual })],
    [ticket, "matter", () => ofServices("matter", "add-service", (each) => ![ticket.service, ...ticket.further].includes(each))],
    [ticket?.further.length, "unmatter", () => ofServices("unmatter", "remove-service", (each) => ticket.further.includes(each))],
    [ticket?.further.length > 1, "next_matter", () => ofServices("next_matter", "choose-service", (each) => ticket.further.includes(each))],
    [state === "serving", "result", result],
    [state === "calling", "leave", () => sent("abandon", {})],
    [lying.length, "return", () => returned(lying)],
    [true, "deputy", deputy],
    [mayArrange && hall.profiles?.length, "profile", profile],
    [mayArrange && state !== "calling", "services", toggled],
  ];
  const deeds = offered.filter(([isTime]) => isTime).map(([, name, make]) => ({ text: t.say(`caller.further.${name}`), value: make }));
  return self.signed ? [...deeds, { text: t.say("caller.key.change"), value: () => changing(self.texts, change, "") }] : deeds;

  function asked(name, more) {
    return { ...base, asks: t.say(`caller.choose.${name}`), fields: [t.say(`caller.choose.${name}.asks`)], ...more };
  }

  function ofTicket(verb, fields) { press(verb, fields, `/tickets/${encodeURIComponent(ticket.id)}/${verb}`, false); return null; }

  // What is asked of the window whoever is there: it does not say which ticket the page shows.
  function arrange(verb, fields) { press(verb, fields, `/windows/${encodeURIComponent(id)}/${verb}`, false); return null; }

  function remark() {
    return asked("remark", { hint: t.say("caller.choose.remark.hint"), isFree: true, most: NOTE_MOST, take: (note) => (note ? ofTicket("note", { note }) : t.say("caller.choose.none")) });
  }

  function ofServices(name, verb, isFit) {
    return asked(name, { isByText: true, choices: services().filter((each) => isFit(each.value)), take: (service) => ofTicket(verb, { service }) });
  }

  function result() {
    return asked("result", {
      choices: results(),
      take: (outcome) => asked("delivered", {
        isFree: true, isByText: true, choices: [{ value: "", text: t.say("caller.delivered.none") }],
        take: (count) => (/^\d{0,4}$/.test(count) ? sent("finish", { outcome, ...(count ? { delivered: Number(count) } : {}) }) : t.say("caller.choose.none")),
      }),
    });
  }

  function returned(them) {
    return asked("return", {
      isByText: true, choices: them.map(([each, isParked]) => ({ text: each.number, value: [each.id, isParked] })),
      take: ([lyingId, isParked]) => (isParked ? sent("unpark", { ticket: lyingId }) : (press("revive", {}, `/tickets/${encodeURIComponent(lyingId)}/revive`, false), null)),
    });
  }

  function deputy() {
    if (hall.policy?.staff_listed) { signOut(); return null; } // whoever takes over signs in
    return asked("deputy", { hint: t.say("caller.sign_in.hint"), isFree: true, fields: [t.say("caller.sign_in.asks")], take: (clerk) => (clerk ? sent("take-over", { clerk }) : t.say("caller.choose.none")) });
  }

  function profile() {
    const choices = hall.profiles.map((each) => ({ value: each.id, text: named(each) }));
    return asked("profile", { choices: [...choices, { value: "", text: t.say("caller.profile.own") }], take: (chosen) => arrange("profile", { profile: chosen }) });
  }

  // All services of the hall: what the window calls can be left out, what it does not can be added.
  function toggled() {
    const calls = view.waiting.map((each) => each.service);
    const choices = services().map((each) => ({ ...each, text: t.say(calls.includes(each.value) ? "caller.services.less" : "caller.services.more", { name: each.text }) }));
    const after = (service) => (calls.includes(service) ? calls.filter((each) => each !== service) : [...calls, service]);
    return asked("services", { isByText: true, choices, take: (service) => arrange("services", { services: after(service) }) });
  }
}

// Another password of one's own; `known` is the one that was just typed.
export function changing(t, change, known) {
  return {
    hint: t.say("caller.login.change.hint"), asks: t.say("caller.login.change"), isFree: true, masks: 2, isOnlySecret: Boolean(known), isTypedSecret: !known,
    fields: [t.say("caller.login.password"), t.say("caller.login.new"), t.say("caller.login.again")],
    take: (typed, wanted, again) => (wanted === again ? change(known || typed, wanted) : t.say("caller.login.differs")),
  };
}
