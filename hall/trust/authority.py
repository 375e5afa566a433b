"""The hall's own certificate authority, and the certificate that it gives the hall's server; pure but for random keys."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from link.pinned import name_of

FROM: Final = datetime(1970, 1, 1, tzinfo=UTC)
"""Both are valid since the beginning of a computer's time: a box without a clock battery wakes up there."""

MADE: Final = datetime(2026, 11, 1, tzinfo=UTC)
"""No hall was set up before this program was written: a clock that says so is wrong, and is not believed here."""

AUTHORITY_LASTS: Final = timedelta(days=20 * 365)
CERTIFICATE_LASTS: Final = timedelta(days=90)
RENEWED_WITH: Final = timedelta(days=30)
"""What is left of a certificate when the next one is made."""


class NoPairError(ValueError):
    """A text that holds no key with its certificate."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A certificate and its private key."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    @property
    def public(self) -> str:
        """The certificate alone, PEM."""
        return self.certificate.public_bytes(serialization.Encoding.PEM).decode()

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the certificate, hex."""
        return self.certificate.fingerprint(hashes.SHA256()).hex()

    @property
    def secret(self) -> bytes:
        """Key and certificate in one PEM, as OpenSSL loads them."""
        return self.key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ) + self.certificate.public_bytes(serialization.Encoding.PEM)


def read_pair(text: bytes) -> Pair:
    """The pair in a PEM. Raises NoPairError."""
    try:
        key = serialization.load_pem_private_key(text, None)
        certificate = x509.load_pem_x509_certificate(text)
    except (ValueError, TypeError) as wrong:
        raise NoPairError(str(wrong)) from None
    if not isinstance(key, ec.EllipticCurvePrivateKey) or key.public_key() != certificate.public_key():
        raise NoPairError("key and certificate do not belong together")
    return Pair(certificate, key)


def new_authority(hall: str, now: datetime) -> Pair:
    """A new authority for one hall: ECDSA on P-256, and it can sign nothing but certificates of servers below it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = _name(f"Jiaohao hall {hall}")
    built = _started(name, name, key.public_key(), now + AUTHORITY_LASTS, now)
    built = built.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    built = built.add_extension(_use(is_authority=True), critical=True)
    only = x509.NameConstraints(permitted_subtrees=[x509.DNSName(name_of(hall))], excluded_subtrees=None)
    built = built.add_extension(only, critical=True)  # who steals it can be this hall, and no other site
    return Pair(built.sign(key, hashes.SHA256()), key)


def new_certificate(authority: Pair, hall: str, now: datetime) -> Pair:
    """A certificate for the hall's server, in the hall's name alone: its addresses come and go."""
    key = ec.generate_private_key(ec.SECP256R1())
    built = _started(
        _name(name_of(hall)), authority.certificate.subject, key.public_key(), now + CERTIFICATE_LASTS, now
    )
    built = built.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    built = built.add_extension(_use(is_authority=False), critical=True)
    built = built.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
    built = built.add_extension(x509.SubjectAlternativeName([x509.DNSName(name_of(hall))]), critical=False)
    of = x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.key.public_key())
    built = built.add_extension(of, critical=False)
    return Pair(built.sign(authority.key, hashes.SHA256()), key)


def is_due(certificate: Pair, authority: Pair, hall: str, now: datetime) -> bool:
    """Whether the server needs a new certificate: this one ends soon, or is another hall's."""
    try:
        certificate.certificate.verify_directly_issued_by(authority.certificate)
        names = certificate.certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except Exception:  # whatever is wrong with it (the library has many words for that), a new one is right
        return True
    is_other = names.get_values_for_type(x509.DNSName) != [name_of(hall)]
    left = certificate.certificate.not_valid_after_utc - _sane(now)
    return is_other or left < RENEWED_WITH


def ends_at(pair: Pair) -> datetime:
    """The last moment at which a certificate is valid."""
    return pair.certificate.not_valid_after_utc


def _started(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, until: datetime, now: datetime
) -> x509.CertificateBuilder:
    """What both kinds have (RFC 5280 section 4.1.2). A serial number of 159 random bits, as its section 4.1.2.2 allows."""
    return (
        x509.CertificateBuilder(subject_name=subject, issuer_name=issuer, public_key=key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(FROM)
        .not_valid_after(until + (_sane(now) - now))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _sane(now: datetime) -> datetime:
    return max(now, MADE)


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def _use(*, is_authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not is_authority,
        key_cert_sign=is_authority,
        crl_sign=is_authority,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
