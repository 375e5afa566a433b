"""A frozen record with some fields changed."""

import pytest

from link.messages import commands as c
from link.messages import facts as f
from link.state.changed import changed

WHO = f.Who(box="kiosk-1")


@pytest.mark.parametrize("command", [c.EndCrowd(), c.SuspendService(service="tax"), c.Undo(window="w1")])
def test_a_record_is_changed_in_one_field_however_many_it_has(command):
    copy = changed(command, who=WHO)
    assert copy.who == WHO
    assert changed(copy, who=command.who) == command
    assert command.who == f.Who()


def test_a_field_that_is_not_there_is_a_mistake():
    with pytest.raises(KeyError):
        changed(c.EndCrowd(), whom=WHO)
