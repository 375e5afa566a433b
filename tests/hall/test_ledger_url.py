"""Where the ledger lies, and where its password may stand."""

import pytest

from hall.ledger_url import NoLedgerUrl, has_password, ledger_url

PLAIN = "postgresql+psycopg://hall@db/jiaohao"
SECRET = "postgresql+psycopg://hall:geheim@db/jiaohao"


def test_without_a_word_it_is_a_file_in_the_data_directory():
    assert ledger_url("", None, {}) == ""


def test_what_was_typed_wins_then_the_file_then_the_environment(tmp_path):
    file = tmp_path / "url"
    file.write_text(f"{SECRET}\n")
    environment = {"JIAOHAO_LEDGER": "postgresql://other/db"}
    assert ledger_url(PLAIN, file, environment) == PLAIN
    assert ledger_url("", file, environment) == SECRET
    assert ledger_url("", None, environment) == "postgresql://other/db"


@pytest.mark.parametrize("typed", [SECRET, f"{PLAIN}?password=geheim", f"{PLAIN}?sslmode=require&password=x"])
def test_a_password_is_not_typed_where_everybody_can_read_it(typed):
    with pytest.raises(NoLedgerUrl) as wrong:
        ledger_url(typed, None, {})
    assert wrong.value.trouble == "with_password"
    assert "geheim" not in str(wrong.value)
    assert not has_password(PLAIN)


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    with pytest.raises(NoLedgerUrl) as wrong:
        ledger_url("", tmp_path / "none", {})
    assert wrong.value.trouble == "file"
    assert wrong.value.fields["file"] == str(tmp_path / "none")
