// Which calls stand in amber, and since when: long enough to be seen, pulsed once, none left out.

const LEAST_S = 12; // whatever happens to its ticket meanwhile
const GIVES_WAY_S = 8; // with every band taken
const PULSES_S = 5;
const NEWER = 2; // a call whose person has not come stays until so many newer ones
const FRESH_S = 90; // older when first heard of: history
const ROOM = 3;

export class Bands {
  constructor() { this.known = null; this.bands = []; this.calls = []; }

  // `calls` newest first, as the view has them; `nowS` goes forward alone, `hallNow` is the hall's time.
  see(calls, nowS, hallNow) {
    const isFirst = this.known === null;
    const newest = isFirst ? 0 : this.known;
    for (const call of [...calls].reverse()) {
      const isFresh = (hallNow - Date.parse(call.at)) / 1000 < FRESH_S && call.state === "called";
      if (call.seq > newest && isFresh) {
        this.bands = this.bands.filter((each) => each.call.ticket !== call.ticket);
        this.bands.push({ call, sinceS: isFirst ? -1e9 : nowS, times: call.visual ? 3 : 1 });
      }
    }
    this.known = calls.reduce((most, each) => Math.max(most, each.seq), newest);
    const now = new Map(calls.map((each) => [each.seq, each]));
    for (const band of this.bands) band.call = now.get(band.call.seq) ?? { ...band.call, state: "gone" };
    this.calls = calls;
  }

  // `room`: the height for everything, of one band and of one line of history, in any unit.
  shown(nowS, room) {
    this.bands = this.bands.filter((each) => this.stays(each, nowS));
    while (this.bands.length > ROOM && nowS - this.bands[0].sinceS >= GIVES_WAY_S * this.bands[0].times) this.bands.shift();
    // newest on top; what has no room yet waits until the oldest was seen long enough
    const waiting = Math.max(0, this.bands.length - ROOM);
    const shown = this.bands.slice(0, this.bands.length - waiting).reverse();
    for (const band of this.bands.slice(this.bands.length - waiting)) band.sinceS = nowS;
    const inBand = new Set(this.bands.map((each) => each.call.ticket));
    const seen = new Set();
    const history = this.calls.filter((each) => !inBand.has(each.ticket) && !seen.has(each.ticket) && seen.add(each.ticket));
    return {
      bands: shown.map((each) => ({ call: each.call, isPulsing: nowS - each.sinceS < PULSES_S * each.times })),
      history: history.slice(0, Math.floor((room.height - shown.length * room.band) / room.line)),
    };
  }

  stays(band, nowS) {
    const isLeast = nowS - band.sinceS < LEAST_S * band.times;
    const newer = this.bands.filter((each) => each.call.seq > band.call.seq).length;
    return isLeast || (band.call.state === "called" && newer < NEWER);
  }
}
