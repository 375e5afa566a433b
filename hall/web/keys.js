// The keys of a terminal: where each stands, which key of the keyboard works it, and what it does now.

export const KEYS = {
  main: { key: "F8", also: "Enter", spot: [0, 0, 218, 104] },
  finish: { key: "F7", also: "F", spot: [228, 0, 104, 104] },
  recall: { key: "F9", also: "R", spot: [342, 0, 104, 104] },
  missed: { key: "F10", also: "M", spot: [456, 0, 104, 104] },
  park: { key: "5", also: "5", spot: [0, 114, 104, 72] },
  transfer: { key: "6", also: "6", spot: [114, 114, 104, 72] },
  pick: { key: "7", also: "7", spot: [228, 114, 104, 72] },
  walk: { key: "8", also: "8", spot: [342, 114, 104, 72] },
  outcome: { key: "9", also: "9", spot: [456, 114, 104, 72] },
  more: { key: "0", also: "F6" },
  pause: { key: "F12", also: "P" },
  sign_out: { key: "F4", also: "Q" },
};

const BY_KEY = new Map(Object.entries(KEYS).flatMap(([place, { key, also }]) => [[key.toLowerCase(), place], [also.toLowerCase(), place]]));

// A browser keeps some function keys for itself, so each place has another key; Enter on a focused key presses that key.
export function placeOf(key, isOnButton) {
  if (isOnButton && (key === "Enter" || key === " ")) return null;
  return BY_KEY.get(key.toLowerCase()) ?? null;
}

export function keysNow({ view, isStale, mustSignIn, isFlying, isGuarded, canUndo }) {
  const state = view?.state ?? "closed";
  const isReady = !isStale && !isFlying && !mustSignIn;
  const holds = state === "calling" || state === "serving";
  const at = (action, is) => ({ action, isReady: isReady && is });
  return {
    main: main(view, state, { isStale, mustSignIn, isFlying, isGuarded }),
    finish: at("finish", state === "serving"),
    recall: at("recall", state === "calling"),
    missed: canUndo && !holds ? at("undo", true) : at("missed", state === "calling"),
    park: at("park", holds),
    transfer: at("transfer", holds),
    pick: at("pick", state === "open" || holds),
    walk: at("walk", state === "open" || state === "serving"),
    outcome: at("outcome", state === "serving"),
    more: at("more", state !== "closed"),
    pause: at("pause", state === "open" || holds),
    sign_out: at("close", state === "open" || state === "paused"),
  };
}

function main(view, state, { isStale, mustSignIn, isFlying, isGuarded }) {
  const isReady = !isStale && !isFlying && !isGuarded;
  if (isStale && view === null) return { action: "wait", isReady: false };
  if (mustSignIn) return { action: "sign_in", isReady };
  const action = { closed: "open", paused: "resume", calling: "start", serving: "next", open: view?.stored_until ? "disarm" : "next" }[state] ?? "next";
  return { action, isReady };
}
