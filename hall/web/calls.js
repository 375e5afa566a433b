// The calls in amber, newest on top, and the history under them, each where the layout puts it.
import { element, made } from "./common.js";
import { heading, isNamed, keep, name, number, paint, rem, stand, towards, widthOf } from "./fitting.js";

// `bands`: what stands in amber, with its `spot` and whether it pulses; `lines`: what stood there before.
export function calls({ bands, lines, part, drawing, isCrowd, isOld, others, texts, second }) {
  const isQuiet = !bands.length && !lines.length && !isOld;
  const inset = part.w > 700 ? 36 : 0;
  element("calling").hidden = isQuiet || part.heading === 0;
  heading("calling", bands.length ? "board.calling" : "board.called", texts, second, { inset, size: part.heading > 50 ? 30 : 28 });
  quiet(isQuiet, part, inset, texts, second);
  const say = { texts, second, others };
  const lane = isCrowd ? drawing.calls.crowd_lane : drawing.calls.lane;
  const told = (each) => JSON.stringify([each, others, lane, drawing.name]);
  keep(element("bands"), bands.map(({ call, spot, isPulsing }) => [call.seq, spot, (row) => {
    band(row, call, spot, lane, say);
    row.classList.toggle("pulses", isPulsing);
  }]), told(bands));
  keep(element("history"), lines.map(({ call, spot }) => [call.seq, spot, (row) => line(row, call, spot, drawing.calls.lane, say)]), told(lines));
  element("history").classList.toggle("old", isOld);
}

function band(row, call, spot, lane, say) {
  const size = spot.text, arrow = Math.min(90, Math.round(size * 0.62)), right = spot.w - lane.unit;
  const way = say.others.find((each) => each.id === call.zone);
  const shown = parts(row, call, lane, way);
  number(shown.b, call.number, size, lane.arrow - lane.margin - 12);
  stand(shown.svg, { x: lane.arrow, w: arrow, h: arrow });
  if (isNamed(call.label)) {
    const x = lane.arrow + arrow + 20, width = spot.w - x - lane.margin;
    label(shown, call.label, x, width, Math.min(84, size * 0.5), Math.min(44, size * 0.4), true);
    stand(shown.unit, { x, w: width });
    plate(shown.unit, way, Math.max(24, Math.min(36, size * 0.26)), width);
    shown.em.classList.toggle("raised", Boolean(way));
    shown.unit.classList.toggle("below", Boolean(way));
    return;
  }
  number(shown.em, call.label, size, right - lane.arrow - arrow - 12);
  const x = right + Math.min(20, lane.unit * 0.08), room = spot.w - x;
  stand(shown.unit, { x, w: room });
  const unit = number(made("span"), say.texts.say("board.unit"), Math.min(59, size * 0.42), room - Math.min(24, lane.unit * 0.09));
  shown.unit.append(unit);
  if (way) plate(shown.unit, way, Math.max(24, Math.min(40, size * 0.3)), room - 12);
  else if (size > 90) shown.unit.append(number(made("small"), say.second.say("board.unit"), Math.max(24, Math.min(34, size * 0.25)), room, false));
}

function line(row, call, spot, lane, say) {
  const size = Math.min(spot.text, spot.w * 0.13), arrow = Math.round(size * 0.56), right = spot.w - lane.unit;
  const way = say.others.find((each) => each.id === call.zone);
  const shown = parts(row, call, lane, way);
  number(shown.b, call.number, size, lane.arrow - lane.margin - 12);
  stand(shown.svg, { x: lane.arrow + 10, w: arrow, h: arrow });
  if (isNamed(call.label)) {
    const x = lane.arrow + arrow + 40;
    label(shown, call.label, x, spot.w - x - lane.margin, size * 0.6, Math.min(36, size * 0.5), false);
    return;
  }
  number(shown.em, call.label, size, right - lane.arrow - size * 0.56 - 24);
  const x = right + Math.min(20, lane.unit * 0.08), room = spot.w - x;
  stand(shown.unit, { x, w: room });
  if (way) plate(shown.unit, way, Math.max(24, Math.min(40, size * 0.44)), room - 12);
  else shown.unit.append(number(made("span"), say.texts.say("board.unit"), Math.min(52, size * 0.55), room - Math.min(24, lane.unit * 0.09), false));
}

function parts(row, call, lane, way) {
  const found = { b: made("b"), svg: towards(way?.side), em: made("em"), unit: made("div", "", way ? "far" : "") };
  stand(found.b, { x: lane.margin });
  if (!isNamed(call.label)) found.em.style.right = rem(lane.unit);
  row.append(found.b, found.svg, found.em, found.unit);
  return found;
}

function label(shown, text, x, width, size, smallest, isBold) {
  stand(shown.em, { x, w: width });
  name(shown.em, text, { width, size, smallest, lines: isBold ? 2 : 1, isBold });
  shown.em.classList.toggle("plain", !isBold);
}

// The name of another zone in its colour; where there is little room it takes two lines.
function plate(at, way, size, room) {
  if (!way) return;
  const isTwo = widthOf(way.name, 24, true) + 26 > room;
  const shown = paint(made("span", "", "way"), way);
  at.append(name(shown, way.name, { width: room - 24, size: isTwo ? 24 : size, smallest: 24, lines: isTwo ? 2 : 1, isBold: true }));
  shown.style.maxWidth = rem(room);
}

function quiet(isQuiet, part, inset, texts, second) {
  const at = element("quiet");
  at.hidden = !isQuiet;
  if (!isQuiet) return;
  stand(at, { x: inset, y: Math.max(part.heading, part.h * 0.37), w: part.w - 2 * inset });
  const [strong, small] = at.children;
  strong.textContent = texts.say("board.quiet");
  small.textContent = second.say("board.quiet");
  strong.style.fontSize = rem(part.w > 700 ? 72 : 48);
  small.style.fontSize = rem(part.w > 700 ? 40 : 30);
}
