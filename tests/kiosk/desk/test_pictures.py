"""Every page of the desk is drawn in both languages; where `JIAOHAO_PICTURES` names a folder, docs/desk.md's pictures go there."""

import os
from pathlib import Path

import pytest
from PIL import Image

from link.messages import commands as c
from link.messages.facts import Who

FOLDER = os.environ.get("JIAOHAO_PICTURES", "")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_page_of_the_docs_can_be_drawn(on_screen, tmp_path, language):
    screen = on_screen(language=language)
    sitting, at = screen.sitting, screen.sitting.presenter
    folder = Path(FOLDER) if FOLDER else tmp_path
    drawn = []

    def draw(name):
        screen.settle()
        file = folder / f"desk-{name}-{language}.png"
        screen.window.shot(file)
        small = Image.open(file).convert("RGB").quantize(160, dither=Image.Dither.NONE)
        small.save(file, optimize=True)
        drawn.append(len(small.getcolors() or ()))

    sitting.hall.do(c.AskHelp(box="kiosk-2", name="2 号取号机", who=Who(box="kiosk-2")))
    sitting.passes(3 * 60)
    sitting.hall.do(c.Tick())
    draw("normal")
    services = sitting.hall.state.definition.services
    waiting = [each for each in sitting.hall.state.tickets.values() if each.state == "waiting"][8]
    sitting.hall.do(
        c.ReportPrintFailure(
            ticket=waiting.id, printer="kiosk-1/ticket", reason="out_of_paper", who=Who(box="kiosk-1")
        )
    )
    sitting.finds(waiting.number)
    at.choose_service(services[4].id)
    draw("found")
    at.open_alarm(sitting.shown.alarms[0].key)
    draw("alarm")
    sitting.run(at.acknowledge)
    at.leave()
    at.key("F3")
    at.type_service("sb" if language == "zh" else "regist")
    draw("issue")
    at.type_service("")
    sitting.run(lambda: at.act("prioritise"))
    draw("prioritise")
    sitting.run(at.leave)
    sitting.run(lambda: at.tool("numbers"))
    sitting.answers("A", "9:45")
    at.type_flow("A101-A104 A001\nx9")
    draw("import")
    sitting.run(at.confirm)
    draw("report")
    sitting.run(at.leave)
    sitting.run(lambda: at.tool("crowd"))
    sitting.answers("")
    draw("sure")
    sitting.answers("")
    draw("undo")
    sitting.goes_away()
    sitting.passes(6)
    draw("away")
    assert len(drawn) == 10
    assert min(drawn) > 8, "a page that is one colour was not drawn"
