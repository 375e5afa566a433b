"""What can be asked of a case about a bad rating."""

from dataclasses import dataclass
from typing import ClassVar

from link.messages.commands.command import Command
from link.messages.facts.ratings import CaseStep


@dataclass(frozen=True, slots=True, kw_only=True)
class StepCase(Command):
    """One step, or a note. `text` is a reference to what was written; `is_founded` is what verifying found, `is_content`
    what the citizen said when called back."""

    kind: ClassVar[str] = "step_case"
    case: str
    step: CaseStep
    text: str = ""
    is_founded: bool = True
    is_content: bool = True
