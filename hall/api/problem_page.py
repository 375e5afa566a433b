"""The table of all problems in docs/api.md, made from the problems and their texts: `python -m hall.api.problem_page`."""

from config.texts import texts
from link.messages.problems import PROBLEM_TYPES, Problem


def problem_table() -> str:
    """One line a problem: type, status, title in Chinese and English."""
    rows = [_row(Problem(type=each)) for each in PROBLEM_TYPES]
    return "\n".join(["| type | status | 中文 | English |", "|---|---|---|---|", *rows])


def _row(problem: Problem) -> str:
    title = f"problem.{problem.type}.title"
    return f"| `{problem.type}` | {problem.status} | {texts('zh').say(title)} | {texts('en').say(title)} |"


if __name__ == "__main__":
    print(problem_table())
