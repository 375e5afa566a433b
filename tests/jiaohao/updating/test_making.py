"""A version is tried on a copy of the hall of which nobody outside hears."""

import tomlkit

from jiaohao.updating.making import without_platform


def test_a_trial_brings_no_letters_to_the_platform_above():
    text = '[hall]\nid = "yunxi"\n\n[outbox]\nurl = "https://platform.example.cn/"\nkey = "/etc/jiaohao/upper.key"\n'
    assert tomlkit.parse(without_platform(text)) == {"hall": {"id": "yunxi"}}
