"""Why a TLS connection was not believed, found in the exceptions of the libraries between."""

import ssl
from typing import Final

from link.reconnect import LinkReason

_NOT_YET_VALID: Final = 9
_EXPIRED: Final = 10
"""X509_V_ERR_CERT_NOT_YET_VALID and X509_V_ERR_CERT_HAS_EXPIRED of OpenSSL's x509_vfy.h."""


def why_unproven(error: BaseException) -> LinkReason:
    """`wrong-clock` where the certificate is out of its time, `unproven` where it is not our hall's; else nothing."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, ssl.SSLCertVerificationError):
            is_about_time = seen.verify_code in (_NOT_YET_VALID, _EXPIRED)
            return "wrong-clock" if is_about_time else "unproven"
        seen = seen.__cause__ or seen.__context__
    return ""
