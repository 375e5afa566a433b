"""Long notices on a strip of one height."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from display.notices import notice_pages, width


def test_a_notice_that_fits_is_one_page() -> None:
    assert notice_pages(("请看管好随身物品", "午间 12:00–13:30 照常办理")) == (
        "请看管好随身物品",
        "午间 12:00–13:30 照常办理",
    )


def test_a_long_notice_is_cut_where_a_person_would_breathe() -> None:
    notice = "本大厅周六上午照常办理不动产登记，公积金提取和身份证业务，请提前预约，谢谢您的配合"
    assert notice_pages((notice,)) == (
        "本大厅周六上午照常办理不动产登记，公积金提取和身份证业务，",
        "请提前预约，谢谢您的配合",
    )


def test_a_notice_without_a_pause_is_cut_where_the_strip_ends() -> None:
    assert [len(page) for page in notice_pages(("号" * 70,))] == [34, 34, 2]


def test_empty_notices_have_no_page() -> None:
    assert notice_pages(("", "  ")) == ()


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.text(alphabet="号窗口，。 abc1", max_size=120), max_size=3))
def test_no_page_is_too_wide_and_no_word_is_lost(notices: list[str]) -> None:
    pages = notice_pages(tuple(notices))
    assert all(0 < width(page) <= 34 for page in pages)
    assert "".join("".join(pages).split()) == "".join("".join(notices).split())
