"""How a text is pronounced, in the phonemes of Kokoro-82M: Mandarin by misaki, English words and letters by table."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

_LETTERS: Final = (
    "A=ˈA B=bˈi C=sˈi D=dˈi E=ˈi F=ˈɛf G=ʤˈi H=ˈAʧ I=ˈI J=ʤˈA K=kˈA L=ˈɛl M=ˈɛm N=ˈɛn O=ˈO P=pˈi Q=kjˈu R=ˈɑɹ "
    "S=ˈɛs T=tˈi U=jˈu V=vˈi W=dˈʌbᵊlju X=ˈɛks Y=wˈI Z=zˈi"
)
LETTERS: Final[Mapping[str, str]] = MappingProxyType({pair[0]: pair[2:] for pair in _LETTERS.split()})
"""The English names of the letters: the model's Chinese voices speak them too, clearer than Hanzi that sound alike."""

_ENGLISH: Final[Mapping[str, str]] = MappingProxyType(
    {
        "ticket": "tˈɪkɪt",
        "window": "wˈɪndO",
        "please": "plˈiz",
        "practice": "pɹˈæktəs",
        "hundred": "hˈʌndɹəd",
        "and": "ænd",
        "to": "tə",
        "zero": "zˈɪɹO",
        "one": "wˈʌn",
        "two": "tˈu",
        "three": "θɹˈi",
        "four": "fˈɔɹ",
        "five": "fˈIv",
        "six": "sˈɪks",
        "seven": "sˈɛvən",
        "eight": "ˈAt",
        "nine": "nˈIn",
        "ten": "tˈɛn",
        "eleven": "əlˈɛvən",
        "twelve": "twˈɛlv",
        "thirteen": "θˌɜɹtˈin",
        "fourteen": "fˌɔɹtˈin",
        "fifteen": "fˌɪftˈin",
        "sixteen": "sˌɪkstˈin",
        "seventeen": "sˌɛvəntˈin",
        "eighteen": "ˌAtˈin",
        "nineteen": "nˌIntˈin",
        "twenty": "twˈɛnti",
        "thirty": "θˈɜɹTi",
        "forty": "fˈɔɹTi",
        "fifty": "fˈɪfti",
        "sixty": "sˈɪksti",
        "seventy": "sˈɛvənti",
        "eighty": "ˈATi",
        "ninety": "nˈInti",
    }
)
"""The words of a call; other English is written in phonemes by whoever renders it."""

_MANDARIN_PART: Final = re.compile(r"[A-Z]|[^A-Z]+")
_ENGLISH_PART: Final = re.compile(r"[A-Za-z]+|[,.]")


def mandarin(text: str) -> str:
    """The phonemes of a Mandarin text; capital letters in it are spelled."""
    # Here, because English and phonemes that somebody wrote need none of it.
    from misaki.zh import ZHG2P

    g2p = ZHG2P()
    parts = (LETTERS.get(part) or g2p(part)[0] for part in _MANDARIN_PART.findall(text))
    return _close_up(" ".join(part for part in parts if part))


def english(text: str) -> str:
    """The phonemes of an English text of the words of a call. ValueError for any other word."""
    return _close_up(" ".join(_english(part) for part in _ENGLISH_PART.findall(text)))


def _close_up(phonemes: str) -> str:
    """No blank before a comma: the model breathes there."""
    return re.sub(r" ([,.])", r"\1", phonemes)


def _english(part: str) -> str:
    if part in ",.":
        return part
    said = LETTERS.get(part) or _ENGLISH.get(part.lower())
    if said is None:
        raise ValueError(f"no pronunciation for {part}: write it as /phonemes/")
    return said
