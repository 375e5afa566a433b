"""Stories of [[sign]]: what a technician writes wrong about LED signs, and what two signs on one line may not share."""

import pytest

from config.box import load_box_text
from config.wrong import ConfigError

LINE = 'port = "serial"\nwhere = "/dev/ttyUSB0"\n'


def sign(name: str, fields: str = 'window = "3"\nwhere = "192.168.1.50"\n') -> str:
    return f'[[sign]]\nname = "{name}"\n{fields}'


def lines(text: str) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        load_box_text(text, "box.toml")
    assert all("config." not in finding.text("zh") for finding in caught.value.all)
    return [finding.text("en") for finding in caught.value.all]


def test_a_sign_needs_little() -> None:
    (made,) = load_box_text(sign("w3"), "box.toml").sign
    assert (made.make, made.port, made.width, made.height, made.colours) == ("onbon", "tcp", 64, 16, ("red",))


@pytest.mark.parametrize(
    ("fields", "key", "what"),
    [
        ('where = "10.0.0.2"\n', "window", "nothing says where it hangs"),
        ('window = "1"\nzone = "a"\nwhere = "10.0.0.2"\n', "window", "both a window and a zone"),
        ('window = "1"\nmake = "onbno"\nwhere = "10.0.0.2"\n', "make", "onbon"),
        ('window = "1"\nwidht = 128\nwhere = "10.0.0.2"\n', "widht", "width"),
        ('window = "1"\nmake = "modbus"\n' + LINE, "model", "needs a model"),
        ('window = "1"\nmodel = "7K"\nwhere = "10.0.0.2"\n', "model", "5K, 6K"),
        ('window = "1"\nmake = "huidu"\n' + LINE, "port", 'port = "tcp"'),
        ('window = "1"\nmake = "alpha"\nwhere = "10.0.0.2"\n', "where", "host and port"),
        ('window = "1"\nwhere = "10.0.0.2:70000"\n', "where", "host and port"),
        ('window = "1"\ncolours = ["blue"]\nwhere = "10.0.0.2"\n', "colours", "red, green, amber"),
        ('window = "1"\nwidth = 4\nwhere = "10.0.0.2"\n', "width", "8"),
    ],
)
def test_what_is_wrong_is_told_with_what_is_right(fields: str, key: str, what: str) -> None:
    said = lines(sign("w3", fields))[0]
    assert key in said
    assert what in said


def test_two_signs_of_one_name_are_told() -> None:
    text = sign("w3") + sign("w3", 'window = "4"\nwhere = "192.168.1.51"\n')
    assert [line for line in lines(text) if "Each name is used once" in line]


def test_signs_on_one_line_have_addresses_of_their_own_and_one_speed() -> None:
    first = sign("a", f'window = "1"\naddress = 1\n{LINE}')
    assert "the same address" in lines(first + sign("b", f'window = "2"\naddress = 1\n{LINE}'))[0]
    assert "baud" in lines(first + sign("b", f'window = "2"\naddress = 2\nbaud = 19200\n{LINE}'))[0]
    assert len(load_box_text(first + sign("b", f'window = "2"\naddress = 2\n{LINE}'), "box.toml").sign) == 2
