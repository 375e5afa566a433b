"""Where in a file a setting stands."""

import pytest

from config.lines import Path, line_of

TEXT = """# a hall
[hall]
id = "h"   # its id
notices = [
    "a = b",
]

[[zone]]
id = "left"
[[zone]]
  id = "right"
[caller.keys]
"next" = "F8"
[speech]
yao = true
[[speech.template]]
call = "x"
[[speech.template]]
zones = []
call = "y"
[zone.inner]
a = 1
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("hall",), 2),
        (("hall", "id"), 3),
        (("hall", "notices", 0), 4),
        (("hall", "name"), 2),
        (("zone", 0, "id"), 9),
        (("zone", 1, "id"), 11),
        (("zone", 1, "name"), 10),
        (("caller", "keys", "next"), 13),
        (("speech", "yao"), 15),
        (("speech", "template", 0, "call"), 17),
        (("speech", "template", 1, "call"), 20),
        (("speech", "template", 1, "named"), 18),
        (("zone", 1, "inner", "a"), 22),
        (("policy", "undo_s"), None),
    ],
)
def test_a_setting_is_found_or_else_the_table_around_it(path: Path, line: int | None) -> None:
    assert line_of(TEXT, path) == line
