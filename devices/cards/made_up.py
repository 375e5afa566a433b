"""People who do not exist, for emulated readers: their numbers begin with a region that there is none of."""

from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Final

from devices.cards.card_text import check_of

NOWHERE: Final = "990199"
"""GB/T 2260 has no region 99: no such number was ever given to anybody."""

FAMILIES: Final = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN: Final = "伟芳娜秀敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂英"


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeUpCard:
    """What an emulated card says."""

    name: str
    number: str
    born: date


def made_up_card(random: Random, this_year: int) -> MadeUpCard:
    """Somebody of 18 to 88 years."""
    born = date(this_year - random.randint(18, 88), random.randint(1, 12), random.randint(1, 28))
    name = random.choice(FAMILIES) + "".join(random.choices(GIVEN, k=random.randint(1, 2)))
    return MadeUpCard(name=name, number=number_of(born, random.randint(1, 999)), born=born)


def number_of(born: date, order: int) -> str:
    """The number of the `order`th person of Nowhere born on a day."""
    digits = f"{NOWHERE}{born:%Y%m%d}{order:03d}"
    return digits + check_of(digits)
