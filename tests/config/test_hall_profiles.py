"""Stories of profiles, clerks and alarms in hall.toml: what a manager writes, and what contradicts itself."""

import pytest

from config.hall import load_hall_text
from config.wrong import ConfigError
from link.messages.definition import Share, When

HALL = """
[hall]
id = "hulu"
name = "葫芦镇政务服务中心"

[[zone]]
id = "left"
name = "左厅"

[[department]]
id = "civil"
name = "民政室"

[[series]]
id = "A"

[[service]]
id = "A1"
name = "低保申请"
department = "civil"

[[service]]
id = "A2"
name = "婚姻登记"

[[service]]
id = "A3"
name = "咨询"

[[pool]]
id = "docs"
name = "补材料"

[[window]]
id = "1"
services = ["A1", "A2"]
profile = "first"

[[window]]
id = "2"
services = "*"

[[profile]]
id = "first"
"""


def hall(profile: str = "", rest: str = ""):
    return load_hall_text(f"{HALL}{profile}\n{rest}", "hall.toml")


def lines(profile: str = "", rest: str = "", language: str = "en") -> list[str]:
    with pytest.raises(ConfigError) as caught:
        hall(profile, rest)
    return [finding.text(language) for finding in caught.value.all]


def test_a_profile_is_read_with_its_services_spelt_out() -> None:
    profile = hall(
        'services = ["@civil", "A3"]\npools = ["docs"]\notherwise = "fair"\n'
        'when = [{ service = "A1", wait_over_min = 30 }, { between = "11:00-12:00", then = "class:elderly" }]\n'
        'ratio = [{ priority = "elderly", count = 2 }, { pool = "docs" }]',
    ).profiles[0]
    assert (profile.services, profile.pools, profile.otherwise) == (("A1", "A3"), ("docs",), "fair")
    assert profile.when == (
        When(service="A1", wait_over_min=30),
        When(between="11:00-12:00", then="class:elderly"),
    )
    assert profile.ratio == (Share(priority="elderly", count=2), Share(pool="docs"))


def test_a_window_calls_what_its_profile_says() -> None:
    assert hall('services = ["A3"]').windows[0].services == ("A3",)
    assert hall().windows[0].services == ("A1", "A2")


def test_halls_have_alarms_unless_they_say_no() -> None:
    assert (hall().alarms.wait_min, hall().alarms.idle_min) == (30, 5)
    assert hall("", "[alarms]\nwait_min = 0").alarms.wait_min == 0


def test_the_usual_classes_know_ages_rates_and_which_need_a_reason() -> None:
    classes = {each.id: each for each in hall().priorities}
    assert (classes["elderly"].from_age, classes["green"].needs_reason, classes["normal"].rate) == (
        60,
        True,
        1,
    )
    assert all(1 <= each.rate <= 2 for each in classes.values())


@pytest.mark.parametrize(
    ("profile", "line"),
    [
        ('services = ["A9"]', "profile[first].services: there is no service “A9”"),
        ('when = [{ service = "B1" }]', "when[#1].service: there is no service “B1”"),
        ('when = [{ service = "A3" }]', "when[#1].service: “A3” is not called here. Allowed: A1, A2"),
        ('when = [{ priority = "elder" }]', "when[#1].priority: there is no priority class “elder”. Did you mean"),
        ('when = [{ pool = "docs" }]', "when[#1].pool: there is no pool “docs”"),
        ('when = [{ then = "class:kings" }]', "when[#1].then: there is no priority class “kings”"),
        ('when = [{ then = "pool:docs" }]', "when[#1].then: there is no pool “docs”"),
        ('when = [{ then = "A9" }]', "when[#1].then: there is no service “A9”"),
        ('pools = ["dogs"]', "profile[first].pools: there is no pool “dogs”. Did you mean docs"),
        ("when = [{ }]", "when[#1]: this condition says nothing"),
        ('when = [{ between = "12:00-11:00" }]', "when[#1].between: “12:00-11:00” does not end after it starts"),
        ('when = [{ between = "lunch" }]', "when[#1].between: “lunch” is not written the right way"),
        ('ratio = [{ service = "A3" }]', "ratio[#1].service: “A3” is not called here"),
        ("ratio = [{ count = 2 }]", "ratio[#1]: each part of a ratio names one thing"),
        ('ratio = [{ service = "A1", priority = "normal" }]', "ratio[#1]: each part of a ratio names one thing"),
        (
            'ratio = [{ service = "A1" }, { service = "A1", count = 3 }]',
            "ratio[#2]: “A1” is listed twice",
        ),
        ('otherwise = "fare"', "otherwise: \"fare\" is not a choice. Did you mean"),
    ],
)  # fmt: skip
def test_what_contradicts_itself_is_named(profile: str, line: str) -> None:
    assert any(line in each for each in lines(profile)), lines(profile)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ('service = "A1", wait_over_min = 20', 'service = "A1", wait_over_min = 40'),
        ('longer_than = 5', 'longer_than = 5, wait_over_min = 10'),
        ('service = "A1"', 'service = "A1", longer_than = 3, then = "A2"'),
        ('longer_than = 0', 'service = "A2", wait_over_min = 30'),
        ('service = "A1"', 'service = "A1", priority = "elderly"'),
        ('then = "A2"', 'then = "A2", between = "09:00-10:00"'),
        ('then = "A2", between = "09:00-12:00"', 'then = "A2", between = "10:00-11:00"'),
    ],
)  # fmt: skip
def test_a_condition_that_is_never_reached_is_named(first: str, second: str) -> None:
    (line,) = lines(f"when = [{{ {first} }}, {{ {second} }}]")
    assert "when[#2]: this condition is never reached: number 1 always holds before it" in line
    assert hall(f"when = [{{ {second} }}, {{ {first} }}]").profiles[0].when


def test_a_later_condition_for_others_is_reached() -> None:
    when = '{ service = "A1", wait_over_min = 20, then = "A2" }, { service = "A1", wait_over_min = 40 }'
    assert len(hall(f"when = [{when}]").profiles[0].when) == 2


def test_clerks_name_profiles_and_each_other() -> None:
    good = '[[clerk]]\nid = "1001"\nname = "王芳"\nprofile = "first"\ndeputies = ["1002"]\n'
    other = '[[clerk]]\nid = "1002"\nname = "李强"\nmay = ["pick"]\n'
    clerks = hall("", good + other).clerks
    assert [(each.deputies, each.may) for each in clerks] == [
        (("1002",), ("pick", "prioritise")),
        ((), ("pick",)),
    ]
    assert "clerk[1001].deputies: there is no clerk “1002”" in lines("", good)[0]
    wrong = good.replace('"first"', '"fist"').replace('["1002"]', '["1001"]')
    found = lines("", wrong)
    assert "clerk[1001].profile: there is no profile “fist”. Did you mean first" in found[0]
    assert "clerk[1001].deputies: there is no clerk “1001”" in found[1]
    assert "clerk[#2].id: “1001” is already used" in lines("", good + good)[0]


def test_a_window_with_a_profile_that_there_is_not_is_found() -> None:
    text = HALL.replace('profile = "first"', 'profile = "last"')
    with pytest.raises(ConfigError) as caught:
        load_hall_text(text, "hall.toml")
    assert "window[1].profile: there is no profile “last”" in caught.value.all[0].text("en")


def test_windows_of_some_kinds_need_no_services() -> None:
    def window(kind: str) -> str:
        return f'\n[[window]]\nid = "9"\nkind = "{kind}"\n'

    for kind, services in (("certificate", ()), ("complaint", ()), ("cross_region", ("A1", "A2", "A3"))):
        assert hall("", window(kind)).windows[2].services == services
    assert "window[9].services: this setting is missing" in lines("", window("ordinary"))[0]
