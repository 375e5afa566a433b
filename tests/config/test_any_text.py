"""Whatever a settings file holds, it is a hall or a box, or it is refused in one line."""

import unicodedata
from typing import Any

import tomlkit
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.box import BoxSettings, load_box_text
from config.hall import load_hall_text
from config.hall_text import hall_tables_of, hall_text
from config.texts import texts
from config.wrong import ConfigError
from link.messages.definition import (
    Clerk,
    Definition,
    Department,
    Hours,
    Pool,
    PriorityClass,
    Profile,
    Series,
    Service,
    Share,
    When,
    WindowPlace,
    Zone,
)

PATIENT = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])

SMALL = Definition(
    id="h",
    name="厅",
    hours=(Hours(),),
    zones=(Zone(id="left", name="左厅"),),
    departments=(Department(id="x", name="科室", zone="left"),),
    series=(Series(id="A", prefix="A", last=99, wrap=True),),
    services=(Service(id="A1", name="办事", department="x", series="A", quota=9, minutes=5),),
    windows=(WindowPlace(id="1", label="1", zone="left", services=("A1",)),),
    priorities=(PriorityClass(id="normal", name="普通"),),
    pools=(Pool(id="q", name="池"),),
    profiles=(
        Profile(
            id="p",
            services=("A1",),
            pools=("q",),
            when=(When(service="A1", wait_over_min=5, between="08:30-12:00"), When(pool="q", then="A1")),
            ratio=(Share(priority="normal", count=2),),
        ),
    ),
    clerks=(Clerk(id="1", name="王", profile="p", deputies=("2",)), Clerk(id="2", name="李")),
)

plain = (
    st.booleans()
    | st.integers(-(10**18), 10**18)
    | st.floats()
    | st.text(max_size=20)
    | st.datetimes().map(lambda moment: moment.replace(microsecond=0))
    | st.sampled_from(["*", "A1", "A", "left", "mon-fri 08:30-12:00", "Asia/Shanghai", "@x", "x" * 200])
)
anything = st.recursive(
    plain, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
)


def _load(text: str) -> Definition | ConfigError:
    try:
        return load_hall_text(text, "hall.toml")
    except ConfigError as error:
        return error


def _check(found: Definition | BoxSettings | ConfigError) -> None:
    if isinstance(found, ConfigError):
        for language in ("zh", "en"):
            for finding in found.all:
                line = finding.text(language)
                assert not {unicodedata.category(sign) for sign in line} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
                assert texts(language).has(finding.what.key)
                assert finding.allowed is None or texts(language).has(finding.allowed.key)
                assert len(line) < 3000
    else:
        assert isinstance(found, Definition | BoxSettings)


@PATIENT
@given(st.text())
def test_any_text_is_a_hall_or_is_refused(text: str) -> None:
    _check(_load(text))


@PATIENT
@given(
    st.dictionaries(
        st.sampled_from(["hall", "policy", "zone", "series", "service", "window", "profile", "clerk", "x"]),
        anything,
    )
)
def test_any_tables_are_a_hall_or_are_refused(tables: dict[str, object]) -> None:
    _check(_load(tomlkit.dumps(tables)))


@PATIENT
@given(st.data())
def test_a_hall_with_any_one_value_changed_is_a_hall_or_is_refused(data: st.DataObject) -> None:
    tables = _without_none(hall_tables_of(SMALL))
    table = data.draw(st.sampled_from(sorted(name for name in tables if tables[name])))
    row = tables[table][0] if isinstance(tables[table], list) else tables[table]
    row[data.draw(st.sampled_from(sorted(row)))] = data.draw(anything)
    _check(_load(tomlkit.dumps(tables)))


def test_the_hall_that_is_changed_is_good() -> None:
    assert _load(hall_text(SMALL)) == load_hall_text(hall_text(SMALL), "hall.toml")


@PATIENT
@given(st.text(), st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=30))
def test_any_text_and_any_variable_is_a_box_or_is_refused(text: str, value: str) -> None:
    for environ in (
        {},
        {"JIAOHAO_VOICE_VOLUME": value, "JIAOHAO_VOICE_ZONES": value, "JIAOHAO_BOX_ID": value},
    ):
        try:
            _check(load_box_text("" if environ else text, "box.toml", environ))
        except ConfigError as error:
            _check(error)


def _without_none(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_none(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, (list, tuple)):
        return [_without_none(inner) for inner in value if inner is not None]
    return value
