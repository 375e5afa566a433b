// A question to the clerk: a field, choices under it, worked by keyboard alone.
import { element, made } from "./common.js";

export class Panel {
  constructor() {
    this.question = null;
    this.chosen = 0;
    for (const id of ["typed", "secret", "secret2"]) element(id).addEventListener("input", () => { this.chosen = 0; this.draw(); });
    element("choices").addEventListener("click", (event) => {
      const row = event.target.closest("li");
      if (row) { this.chosen = Number(row.dataset.place); this.take(); }
    });
    element("panel").addEventListener("submit", (event) => event.preventDefault());
  }

  get isOpen() { return this.question !== null; }

  // `question`: asks, hint, choices [{value, text, hint}], isFree, masks (how many secret fields), take(value, ...secrets),
  // which gives another question, a sentence that is wrong, or nothing.
  open(question) {
    this.question = question;
    this.chosen = 0;
    this.wrong = "";
    const masks = question.masks ?? 0;
    element("panel").hidden = false;
    element("typed").hidden = Boolean(question.isOnlySecret);
    element("typed").type = question.isTypedSecret ? "password" : "text";
    element("typed").maxLength = question.most ?? 255;
    element("secret").hidden = masks < 1;
    element("secret2").hidden = masks < 2;
    for (const [place, id] of ["typed", "secret", "secret2"].entries()) {
      element(id).value = place === 0 ? question.typed ?? "" : "";
      element(id).placeholder = question.fields?.[place] ?? "";
      element(id).setAttribute("aria-label", question.fields?.[place] ?? question.asks);
    }
    this.draw();
    element(question.isOnlySecret || (question.typed && masks) ? "secret" : "typed").focus();
  }

  close() {
    this.question = null;
    for (const id of ["secret", "secret2", "typed"]) element(id).value = ""; // the next clerk finds no password
    element("panel").hidden = true;
    document.activeElement?.blur?.();
  }

  shown() {
    const typed = element("typed").value.trim().toLowerCase();
    const all = this.question.choices ?? [];
    if (!typed) return all;
    const place = /^\d{1,2}$/.test(typed) ? Number(typed) - 1 : -1;
    if (place >= 0 && all[place] && !this.question.isByText) return [all[place]];
    return all.filter((each) => `${each.hint ?? ""} ${each.text}`.toLowerCase().includes(typed));
  }

  draw() {
    const { question } = this;
    if (!question) return;
    element("asks").textContent = question.asks;
    const shown = this.shown();
    this.chosen = Math.max(0, Math.min(this.chosen, shown.length - 1));
    element("choices").replaceChildren(...shown.map((each, place) => {
      const row = made("li");
      row.setAttribute("role", "option");
      row.setAttribute("aria-selected", String(place === this.chosen));
      row.dataset.place = String(place);
      row.append(made("i", `${(question.choices ?? []).indexOf(each) + 1}`), made("span", each.text), made("small", each.hint ?? ""));
      return row;
    }));
    element("choices").children[this.chosen]?.scrollIntoView({ block: "nearest" });
    const hint = element("hint");
    hint.className = this.wrong ? "wrong" : "";
    hint.textContent = this.wrong || (shown.length === 0 && question.choices?.length && !question.isFree ? question.none : question.hint ?? "");
  }

  pressed(event) {
    if (event.key === "Escape") { event.preventDefault(); this.close(); }
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); this.chosen += event.key === "ArrowDown" ? 1 : -1; this.draw(); }
    else if (event.key === "Enter") {
      event.preventDefault();
      const fields = ["typed", "secret", "secret2"].map(element).filter((each) => !each.hidden);
      const next = fields[fields.indexOf(event.target) + 1];
      if (next && (this.question.masks ?? 0) > 0) next.focus();
      else this.take();
    } else if (/^F\d+$/.test(event.key)) event.preventDefault();
  }

  async take() {
    const { question } = this;
    const shown = this.shown();
    const typed = element("typed").value.trim();
    const pick = shown[this.chosen];
    if (question.isBusy) return;
    if (!pick && !question.isFree) return;
    const value = pick ? pick.value : typed;
    question.isBusy = true;
    const answer = await question.take(value, element("secret").value, element("secret2").value);
    question.isBusy = false;
    if (this.question !== question) return;
    if (typeof answer === "string" && answer) { this.wrong = answer; element("secret").value = ""; element("secret2").value = ""; this.draw(); (question.masks ? element("secret") : element("typed")).focus(); }
    else if (answer && typeof answer === "object") this.open(answer);
    else this.close();
  }
}
