"""The board's layouts in a real browser: each part stands where the layout's file puts it, all is seen, nothing is cut."""

import os
from pathlib import Path

import pytest

from config.board_layout_file import built_in_layouts, load_layout
from config.board_places import places
from hall.web.drawings import drawing, drawing_for

pytestmark = pytest.mark.timeout(300)

SHOTS = os.environ.get("SHOTS", "")
NOWHERE = Path("/nowhere")
LYING, LARGE, UPRIGHT = (1920, 1080), (3840, 2160), (1080, 1920)

SERVICES = {
    "A": "不动产登记",
    "B": "身份证、户口",
    "C": "出入境",
    "D": "车驾管",
    "E": "婚姻登记",
    "F": "公积金",
    "G": "社保",
}


def county(zone="", names=SERVICES):
    """The county hall of the pictures; `zone`: what its left zone says beside its name."""
    text = f"""
[hall]
id = "yunxi"
name = "云溪县政务服务中心"
name_en = "Yunxi County Public Service Centre"
hours = ["daily 08:00-20:00"]
notices = ["午间 12:00–13:30 值班窗口照常办理不动产登记和身份证业务"]
[policy]
double_press_s = 0.0
[[zone]]
id = "left"
name = "左厅"
name_en = "Left Hall"
side = "left"
{zone}
[[zone]]
id = "right"
name = "右厅"
name_en = "Right Hall"
side = "right"
[[department]]
id = "all"
name = "综合"
"""
    for letter, name in names.items():
        text += f'[[series]]\nid = "{letter}"\n[[service]]\nid = "{letter}"\nseries = "{letter}"\n'
        text += f'name = "{name}"\ndepartment = "all"\n'
    for number in range(1, 25):
        side = "left" if number <= 12 else "right"
        text += f'[[window]]\nid = "{number}"\nzone = "{side}"\nservices = "*"\n'
    return text


def busy(hall):
    """A morning: windows serve, three call, two are paused, many wait. The numbers that call, the newest last."""
    for window in range(1, 13):
        hall.post(f"/windows/{window}/open", {"clerk": f"{1000 + window}"})
    for letter, window in (("E", 9), ("B", 6), ("A", 1)):
        hall.post("/tickets", {"service": letter})
        hall.post(f"/windows/{window}/next")
        hall.post(f"/windows/{window}/start")
    hall.post("/windows/7/pause")
    hall.post("/windows/12/pause")
    called = []
    for letter, window in (("F", 10), ("B", 5), ("A", 3)):
        called.append(hall.post("/tickets", {"service": letter}).json()["number"])
        assert hall.post(f"/windows/{window}/next").status_code == 200
    for letter, count in zip(SERVICES, (12, 6, 3, 0, 3, 7, 4), strict=True):
        for _ in range(count):
            hall.post("/tickets", {"service": letter})
    return called


SEEN = """() => {
    const dots = parseFloat(getComputedStyle(document.documentElement).fontSize) / 100;
    const at = document.querySelector('#board').getBoundingClientRect();
    const box = (rect) => [rect.left - at.left, rect.top - at.top, rect.width, rect.height].map(each => each / dots);
    const walk = document.createTreeWalker(document.querySelector('#board'), NodeFilter.SHOW_TEXT);
    const words = [];
    while (walk.nextNode()) {
        const node = walk.currentNode, of = node.parentElement;
        const range = document.createRange();
        range.selectNodeContents(node);
        const all = Array.from(range.getClientRects()).filter(
            (each, at, them) => each.width > 0 && them.findIndex(other => other.top === each.top) === at);
        if (!node.textContent.trim() || !all.length || getComputedStyle(of).visibility === 'hidden') continue;
        const size = parseFloat(getComputedStyle(of).fontSize) / dots;
        const holder = of.closest('#board > *');
        const cut = of.closest('.cut');
        words.push({
            text: node.textContent, size, part: holder.id, inPart: box(holder.getBoundingClientRect()),
            isCut: cut !== null && (cut.scrollWidth > cut.clientWidth + 1 || cut.scrollHeight > cut.clientHeight + size * 0.4),
            lines: all.map(each => {
                const [x, y, w, h] = box(each), [left, , width] = box(of.getBoundingClientRect());
                const shown = getComputedStyle(of).overflowX === 'hidden' ? Math.min(w, left + width - x) : w;
                return [x, y + h / 2 - size * 0.38, shown, size * 0.76];
            }),
        });
    }
    const parts = {};
    for (const each of document.querySelectorAll('#board > *'))
        if (each.getBoundingClientRect().width) parts[each.id] = box(each.getBoundingClientRect());
    return { words, parts };
}"""
"""All words that are seen, each with the size of its letters and the boxes of its lines, and all parts; px of the drawing."""

PART_IDS = {
    "zone": "strip", "calls": "calls", "waiting": "side", "paused": "paused", "others": "other", "windows": "desks",
    "window": "own", "today": "done", "notices": "notice",
}  # fmt: skip


def look(page, name=""):
    """What is seen, after it is proven that nothing is cut off, covers another or stands outside its part."""
    if SHOTS and name:
        page.screenshot(path=str(Path(SHOTS) / f"{name}.png"))
    seen = page.evaluate(SEEN)
    cut = [each["text"] for each in seen["words"] if each["isCut"]]
    assert not cut, cut
    for each in seen["words"]:
        assert each["size"] >= 24, f"{each['text']} is too small"
        for line in each["lines"]:
            assert _is_inside(line, each["inPart"]), (each["text"], each["part"], line, each["inPart"])
    lines = [(each["text"], line) for each in seen["words"] for line in each["lines"]]
    for at, (text, line) in enumerate(lines):
        for other, before in lines[:at]:
            assert not _overlap(line, before), (text, other, line, before)
    return seen


def _is_inside(one, other):
    return (
        one[0] >= other[0] - 1
        and one[1] >= other[1] - 1
        and one[0] + one[2] <= other[0] + other[2] + 1
        and one[1] + one[3] <= other[1] + other[3] + 1
    )


def _overlap(one, other):
    return (
        one[0] + 1 < other[0] + other[2]
        and other[0] + 1 < one[0] + one[2]
        and one[1] + 1 < other[1] + other[3]
        and other[1] + 1 < one[1] + one[3]
    )


STANDING = "{ const at = performance.now(); performance.now = () => at; }"
"""The board's own clock stands: what has been shown does not give way, however slow the machine is."""


def open_board(new_page, hall, size=LYING, wish=""):
    page = new_page(*size)
    page.add_init_script(STANDING)
    page.goto(f"http://127.0.0.1:{hall.hall._serving.port}/board/left{wish}")
    page.locator("#board.page-live").wait_for()
    return page


def texts(seen, part):
    return [each["text"] for each in seen["words"] if each["part"] == PART_IDS[part]]


def test_every_layout_stands_in_the_browser_as_its_file_says(live, new_page):
    hall = live(is_standing=True, whole=county())
    called = busy(hall)
    page = open_board(new_page, hall)
    for layout in built_in_layouts():
        drawn = load_layout(layout, NOWHERE)
        size = UPRIGHT if drawn.height > drawn.width else LYING
        page.set_viewport_size({"width": size[0], "height": size[1]})
        own = "&window=3" if drawn.window else ""
        page.goto(f"{page.url.split('?')[0]}?layout={layout}{own}")
        page.locator("b, em, strong", has_text=called[-1]).first.wait_for()
        browsers = drawing(layout, drawn)
        for row in (browsers.windows and "#table li", browsers.today and "#day li"):
            if row:
                page.locator(row).first.wait_for()
        seen = look(page, f"layout-{layout}")
        for part in places(drawn):
            if part.shows != "media":
                assert seen["parts"][PART_IDS[part.shows]] == pytest.approx(
                    [part.x, part.y, part.w, part.h], abs=0.6
                ), (layout, part.shows)
        if drawn.calls:
            bands = page.locator("#bands li")
            shown = bands.locator("b").all_inner_texts()
            assert shown == called[::-1][: drawn.calls.bands], "the newest is on top"
    page.set_viewport_size({"width": LARGE[0], "height": LARGE[1]})
    page.goto(f"{page.url.split('?')[0]}?layout=table")
    page.locator("#table li").first.wait_for()
    large = look(page, "layout-4k")
    assert large["parts"]["calls"] == pytest.approx([48, 128, 1240, 400], abs=0.6)
    assert page.locator("#calls").bounding_box()["width"] == pytest.approx(2480, abs=1), "twice as large"


def test_the_hall_chooses_another_layout_and_the_board_changes_where_it_hangs_without_losing_a_call(
    live, new_page
):
    hall = live(is_standing=True, whole=county('layout = "today"'))
    called = busy(hall)
    page = open_board(new_page, hall)
    page.locator("#done #day li").first.wait_for()
    page.locator("#bands b", has_text=called[-1]).wait_for()
    hall.file.write_text(county('layout = "table"'), "utf-8")
    assert hall.post("/hall/reload").status_code == 200
    page.locator("#table li[data-window='3']", has_text=called[-1]).wait_for()
    assert page.locator("#done").is_hidden()
    seen = look(page, "layout-changed")
    stand = {each["text"] for each in seen["words"] if each["part"] in ("calls", "desks")}
    assert stand >= set(called)
    page.set_viewport_size({"width": 1080, "height": 1920})  # somebody turns the television
    page.locator("html.upright #desks").wait_for()
    assert {each["text"] for each in look(page, "layout-turned")["words"]} >= set(called)


LONG = {
    "A": "不动产登记与交易综合受理",
    "B": "Residence permits and household register",
    "C": "出入境证件受理港澳通行证",
    "D": "Company registration, seals, amendments",
    "E": "城乡居民养老保险参保缴费",
    "F": "公积金提取与贷款",
    "G": "社保",
}


@pytest.mark.parametrize("size", [LYING, UPRIGHT])
def test_long_names_named_windows_and_long_numbers_are_seen_whole(live, new_page, size):
    text = county(names=LONG).replace('name = "左厅"', 'name = "左侧综合服务大厅"')
    text = text.replace('id = "11"\n', 'id = "11"\nlabel = "综合咨询导办服务"\n').replace(
        'id = "3"\n', 'id = "3"\nlabel = "103"\n'
    )
    text = text.replace('id = "A"\n[[service]]', 'id = "A"\nprefix = "AB"\ndigits = 4\n[[service]]')
    hall = live(is_standing=True, whole=text)
    busy(hall)
    hall.post("/tickets", {"service": "A"})
    hall.post("/windows/11/next")
    for layout in ("landscape", "table", "today", "media-left"):
        page = open_board(new_page, hall, size, f"?layout={layout}")
        page.locator("#bands em", has_text="导办").wait_for()
        if page.locator("#desks").is_visible():
            page.locator("#table li").first.wait_for()
        look(page, f"layout-long-{layout}-{size[0]}")


def test_many_calls_at_once_stand_side_by_side_and_each_keeps_its_place(live, new_page):
    hall = live(is_standing=True, whole=county())
    for window in range(1, 13):
        hall.post(f"/windows/{window}/open", {"clerk": f"{1000 + window}"})
    page = open_board(new_page, hall)
    called = []
    for window in range(1, 13):
        called.append(hall.post("/tickets", {"service": "ABCDEFG"[window % 7]}).json()["number"])
        hall.post(f"/windows/{window}/next")
    page.locator("#bands li:nth-child(12)").wait_for()
    assert sorted(page.locator("#bands b").all_inner_texts()) == sorted(called)
    look(page, "layout-crowd")


def test_boards_that_are_cut_off_say_so_and_come_back_by_themselves(live, new_page, cable, witness):
    hall = live(is_standing=True, whole=county())
    line = cable(hall.hall._serving.port)
    earlier = busy(hall)
    pages = {}
    for layout, size in (("landscape", LYING), ("table", LYING), ("today", LYING), ("window", UPRIGHT)):
        pages[layout] = page = new_page(*size)
        page.goto(f"http://127.0.0.1:{line.port}/board/left?layout={layout}&window=3")
        page.locator("b, em, strong", has_text=earlier[-1]).first.wait_for()
    line.pull()
    for layout, page in pages.items():
        page.locator("#board.page-stale").wait_for(timeout=90_000)
        seen = look(page, f"layout-stale-{layout}")
        assert "号码停在" in page.locator("#stale").inner_text()
        assert page.locator("#bands li, #table li.calling, #own .panel.calling").count() == 0, (
            "nothing old is shown as new"
        )
        assert not {"paused", "other"} & set(seen["parts"])
        assert set(page.locator("#queues b").all_inner_texts()) <= {"–"}
    hall.post("/tickets", {"service": "D"})
    assert hall.post("/windows/8/next").json()["ticket"]["number"] == "A003", "who came first"
    watching = witness(pages["landscape"])
    line.mend()
    seen = watching.sees("A003", timeout=90_000)
    assert [number for number, band in seen.items() if band["pulses"]] == ["A003"], (
        "what was missed is called, and that alone"
    )
    pages["landscape"].locator("#stale").wait_for(state="hidden")


def test_an_address_that_asks_for_what_is_not_there_is_told_so(live, new_page):
    hall = live(is_standing=True, whole=county())
    busy(hall)
    page = open_board(new_page, hall, wish="?layout=tabel")
    page.locator("#notice-text", has_text="没有名为“tabel”的版式").or_(
        page.locator("#notice-text", has_text="there is no layout “tabel”")
    ).wait_for()
    seen = look(page, "layout-mistyped")
    assert seen["parts"]["calls"] == pytest.approx([48, 128, 1240, 850], abs=0.6), "the usual one"
    page.goto(f"{page.url.split('?')[0]}?window=13")
    page.locator("#message strong", has_text="这个区域没有窗口“13”").wait_for()


def test_a_layout_of_the_halls_own_is_a_file_in_its_folder(live, new_page):
    hall = live(is_standing=True, whole=county('layout = "ours"'))
    folder = hall.settings.data / "layouts"
    folder.mkdir()
    text = (Path(__file__).parents[2] / "config" / "layouts" / "table.toml").read_text("utf-8")
    (folder / "ours.toml").write_text(
        text.replace("left = 48", "left = 60").replace("width = 1240", "width = 1200"), "utf-8"
    )
    busy(hall)
    page = open_board(new_page, hall)
    page.locator("#table li").first.wait_for()
    assert look(page)["parts"]["desks"] == pytest.approx([60, 540, 1200, 432], abs=0.6)


def test_who_looks_at_a_board_never_learns_who_sits_at_its_windows(live):
    hall = live(is_standing=True, whole=county())
    busy(hall)
    told = hall.client.get("/views/board/left?parts=windows&parts=today&window=3").json()
    assert len(told["windows"]) == 12
    assert told["own"]["number"] == "A002"
    assert [each["service"] for each in told["today"]] == list(SERVICES)
    assert {each["clerk_name"] for each in (*told["windows"], told["own"])} == {""}
    assert hall.client.get("/views/board/left?window=13").json()["own"] is None
    assert "windows" not in hall.client.get("/views/board/left").json(), (
        "what is not asked for is not worked out"
    )


@pytest.mark.parametrize("layout", [*built_in_layouts(), ""])
@pytest.mark.parametrize("is_upright", [False, True])
def test_a_screen_never_gets_a_drawing_that_stands_the_other_way(layout, is_upright):
    drawn = drawing_for(layout, NOWHERE, is_upright=is_upright, has_window=True)
    assert (drawn.height > drawn.width) == is_upright
    assert drawn.wrong is None
