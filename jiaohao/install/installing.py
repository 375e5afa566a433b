"""One installation from the first question to the running parts."""

import socket
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from config.box import id_of_host
from config.install_answers import Answers, Role
from jiaohao.install.asking import Asker
from jiaohao.install.doing import System, carry_out, undo_what_was_begun
from jiaohao.install.ledger import NoPlace, chosen_place
from jiaohao.install.letting_in import LOCAL_URL, code_of_own_hall, grant_file, known_grant, let_in
from jiaohao.install.plan import Draft, File, box_id, planned
from jiaohao.install.questions import Survey
from jiaohao.install.record import Installed, read_installed
from jiaohao.install.roles import KINDS, sorted_roles
from jiaohao.install.target import Target, templates
from jiaohao.pairing.paired import NotPaired
from link.pairing.code import NoCodeError
from link.pairing.grant import Grant

TRIES: Final = 3
"""A code is good for a few tries and some minutes; then the hall has to show a new one."""


class CannotInstall(Exception):
    """Why not: the key of a sentence, and its fields."""

    def __init__(self, key: str, **fields: object) -> None:
        super().__init__(key)
        self.key, self.fields = key, fields


@dataclass(frozen=True, slots=True, kw_only=True)
class Installing:
    """This box and whoever installs it."""

    target: Target
    system: System
    survey: Survey
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    @property
    def ask(self) -> Asker:
        return self.survey.ask

    def run(self, roles: tuple[Role, ...], answers: Answers) -> bool:
        """Ask, try, write, start; whether anything had to be changed. Nothing is left half done, whatever is raised.

        Raises:
            CannotInstall, NotAnswered, StepFailed, RecordDamaged, OSError.
        """
        if undo_what_was_begun(self.target, self.system):
            self.ask.tell("install.undone")
        installed = read_installed(self.target.at(self.target.record_file))
        wanted = sorted_roles(roles or answers.roles or self.survey.roles())
        draft = self._draft(wanted, installed, answers)
        plan = planned(tuple(wanted), draft, _pieces())
        return carry_out(plan, self.target, self.system, lambda: self._let_in_here(wanted, installed, draft))

    def _draft(self, wanted: tuple[Role, ...], installed: Installed, answers: Answers) -> Draft:
        everything = sorted_roles((*installed.roles, *wanted))
        screens = [role for role in everything if KINDS[role].has_screen]
        if len(screens) > 1:
            raise CannotInstall("install.wrong.screens", roles=", ".join(screens))
        boxes = [role for role in (*installed.roles, *wanted) if role != "hall"]
        has_hall = "hall" in everything
        if has_hall:
            url = answers.link.url or LOCAL_URL
            answers = answers.model_copy(update={"link": answers.link.model_copy(update={"url": url})})
        draft = Draft(
            answers=answers,
            target=self.target,
            first=boxes[0] if boxes else None,
            is_at_hall=has_hall,
            host=id_of_host(socket.gethostname()),
        )
        draft = self._with_ledger(wanted, installed, draft)
        for role in wanted:
            if role in installed.roles:
                continue
            if role == "hall":
                draft = replace(draft, hall_text=self._hall_text(answers))
            else:
                draft = self._asked_for(role, draft, is_elsewhere=not has_hall)
        return draft

    def _with_ledger(self, wanted: tuple[Role, ...], installed: Installed, draft: Draft) -> Draft:
        try:
            place, text = chosen_place(
                draft.answers.hall, installed.ledger, self.target, self.now(), is_hall="hall" in wanted
            )
        except NoPlace as wrong:
            raise CannotInstall(wrong.key, **wrong.fields) from wrong
        return replace(draft, ledger=place, ledger_text=text)

    def _hall_text(self, answers: Answers) -> str:
        if (kept := self.target.at(self.target.hall_file)).exists():
            return kept.read_text("utf-8")
        try:
            return self.survey.hall_text(answers)
        except (OSError, UnicodeError) as wrong:
            raise CannotInstall("install.wrong.hall_file", file=answers.hall.file, reason=wrong) from wrong

    def _asked_for(self, role: Role, draft: Draft, *, is_elsewhere: bool) -> Draft:
        name = box_id(role, draft)
        grant = known_grant(name, self.target)
        if is_elsewhere and grant is None:
            grant = self._let_in(role, draft.answers, name)
            draft = replace(draft, grants=(*draft.grants, grant_file(grant, name, self.target)))
        return replace(draft, answers=self.survey.completed(role, draft.answers, grant))

    def _let_in(self, role: Role, answers: Answers, name: str) -> Grant:
        """By the code that the hall shows; a mistyped one is asked again."""
        link = answers.link
        for tries_left in reversed(range(TRIES)):
            code = link.code or self._code(role, name)
            try:
                return let_in(link.model_copy(update={"code": code}), name, answers.box.language or "zh")
            except (NotPaired, NoCodeError) as wrong:
                if link.code or not tries_left:
                    raise CannotInstall("install.wrong.pair", reason=self._why(wrong, code)) from wrong
                self.ask.tell("install.wrong.pair", reason=self._why(wrong, code))
                if isinstance(wrong, NotPaired) and wrong.key in {
                    "pair.wrong.nobody",
                    "pair.wrong.unreachable",
                }:
                    link = link.model_copy(update={"url": self.ask.text("install.ask.url", "")})
        raise CannotInstall("install.wrong.pair", reason="")

    def _code(self, role: Role, name: str) -> str:
        """As the hall's machine shows it, by the very command that the question names."""
        box = name or id_of_host(socket.gethostname())
        data = self.target.data / "hall"
        return self.ask.text("install.ask.code", role=KINDS[role].pairs_as, box=box, data=data)

    def _why(self, wrong: NotPaired | NoCodeError, code: str) -> str:
        if isinstance(wrong, NoCodeError):
            return self.survey.words.say("pair.wrong.code", given=code)
        return wrong.sentence or self.survey.words.say(wrong.key, **wrong.fields)

    def _let_in_here(self, wanted: tuple[Role, ...], installed: Installed, draft: Draft) -> tuple[File, ...]:
        """By the hall of this box, which serves by now."""
        if "hall" not in (*installed.roles, *wanted):
            return ()
        files = []
        for role in wanted:
            name = box_id(role, draft)
            if role == "hall" or known_grant(name, self.target) is not None:
                continue
            touches = {"windows": draft.answers.window} if "window" in KINDS[role].asks else {}
            code = code_of_own_hall(self.target, role, name, touches)
            link = draft.answers.link.model_copy(update={"code": code})
            try:
                grant = let_in(link, name, draft.answers.box.language or "zh")
            except (NotPaired, NoCodeError) as wrong:
                raise CannotInstall("install.wrong.pair", reason=self._why(wrong, code)) from wrong
            files.append(grant_file(grant, name, self.target))
        return tuple(files)


def _pieces() -> dict[str, str]:
    folder = templates()
    return {
        str(file.relative_to(folder)): file.read_text("utf-8")
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }
