// Which calls stand in amber, and since when: long enough to be seen, pulsed once, none left out. As display/bands.py.

const LEAST_S = 12; // whatever happens to its ticket meanwhile
const GIVES_WAY_S = 8; // with every band taken
const COME_GIVES_WAY_S = 3; // in a crowd, who is at the window already makes room sooner
const PULSES_S = 5;
const NEWER = 2; // a call whose person has not come stays until so many newer ones
const FRESH_S = 90; // older when first heard of: history
const VISUAL_TIMES = 3; // for somebody who does not hear each of these is so many times as long

// `shown`: calls in amber, newest first, with the `cell` of each in a crowd; `waiting`: those without a band yet, oldest first.
export class Bands {
  constructor() { this.shown = []; this.waiting = []; this.newest = null; this.isCrowd = false; }

  // `calls` newest first, as the view has them, none missing from the id `since` on; `room`: how many `bands`, `lines` of
  // history under them, small ones in a `crowd`; `nowS` goes forward alone, `hallNow` is the hall's time.
  see(calls, since, room, nowS, hallNow) {
    const top = Math.max(0, ...calls.map((each) => each.seq));
    const heard = new Map(calls.map((each) => [each.seq, each]));
    const tickets = new Set(calls.map((each) => each.ticket));
    const isThere = (call) => heard.has(call.seq) || (call.seq < since && !tickets.has(call.ticket));
    const asNow = (call) => heard.get(call.seq) ?? call;
    if (this.newest !== null && top < this.newest && !this.shown.some((band) => heard.has(band.call.seq))) this.newest = top;
    const isNew = (call) => call.state === "called" && (hallNow - Date.parse(call.at)) / 1000 < FRESH_S && (this.newest === null || call.seq > this.newest);
    this.shown = this.shown.filter((band) => isThere(band.call)).map((band) => ({ ...band, call: asNow(band.call) })).filter((band) => !isOver(band, calls, nowS));
    const fresh = calls.filter(isNew).sort((one, other) => one.seq - other.seq);
    this.waiting = [
      ...this.waiting.filter(isThere).map(asNow).filter((call) => !hasCome(call)),
      ...(this.newest === null ? fresh.slice(-room.bands) : fresh),
    ];
    const fits = this.isCrowd ? room.bands : room.bands + room.lines;
    this.isCrowd = room.crowd > room.bands && this.shown.length + this.waiting.length > fits;
    this.seat(room, nowS);
    this.newest = Math.max(top, this.newest ?? 0);
  }

  // The same calls where another layout gives them room, the newest on top: those that it has none for wait for a place.
  move(room) {
    this.shown = [...this.shown].sort((one, other) => other.call.seq - one.call.seq);
    const leave = this.shown.slice(room.bands).map((band) => band.call).sort((one, other) => one.seq - other.seq);
    this.shown = this.shown.slice(0, room.bands).map((band, cell) => ({ ...band, cell }));
    this.waiting = [...leave, ...this.waiting];
    this.isCrowd = false;
  }

  seat(room, nowS) {
    const places = this.isCrowd ? room.crowd : room.bands;
    while (this.waiting.length) {
      if (this.shown.length >= places) {
        const ripe = this.shown.filter((band) => canGiveWay(band, nowS, this.isCrowd));
        if (!ripe.length) return;
        const leaves = [...ripe].reverse().find((band) => hasCome(band.call)) ?? ripe[ripe.length - 1];
        this.shown = this.shown.filter((band) => band !== leaves);
      }
      const taken = new Set(this.shown.map((band) => band.cell));
      let cell = 0;
      while (taken.has(cell)) cell += 1;
      this.shown = [{ call: this.waiting.shift(), sinceS: nowS, doesPulse: this.newest !== null, cell }, ...this.shown];
    }
  }
}

export function isPulsing(band, nowS) { return band.doesPulse && nowS < band.sinceS + PULSES_S * times(band); }

const times = (band) => (band.call.visual ? VISUAL_TIMES : 1);
const hasCome = (call) => call.state === "serving" || call.state === "finished";

function canGiveWay(band, nowS, isCrowd) {
  return nowS >= band.sinceS + (isCrowd && hasCome(band.call) ? COME_GIVES_WAY_S : GIVES_WAY_S * times(band));
}

function isOver(band, calls, nowS) {
  if (nowS < band.sinceS + LEAST_S * times(band)) return false;
  if (band.call.visual && band.call.state === "called") return false;
  return band.call.state !== "called" || calls.filter((other) => other.seq > band.call.seq).length >= NEWER;
}
