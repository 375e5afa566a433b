"""TLS as a hall and its boxes speak it: one name, one authority, nobody else's."""

import ssl
from typing import Final

DOMAIN: Final = "jiaohao.internal"
"""`internal` is the top-level domain that ICANN set aside for private use in 2024: no resolver on earth answers for it."""


def name_of(hall: str) -> str:
    """The name in a hall's certificate, whatever its address is today."""
    return f"{hall}.{DOMAIN}"


def pinned_context(authority: str) -> ssl.SSLContext:
    """For a client that believes this authority (PEM) alone. TLS 1.3 only: both ends are ours.

    Raises:
        ssl.SSLError: the authority is no certificate.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.load_verify_locations(cadata=authority)
    return context


def unproven_context() -> ssl.SSLContext:
    """For the pairing alone, which brings its own proof: whoever answers is believed nothing."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context
