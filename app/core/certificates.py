"""A certificate that a laptop signs for itself, so that staff in a hall can sign in over its own network."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from app.core import clock

LASTS = timedelta(days=30)


def paths(config: Mapping[str, Any]) -> tuple[Path, Path] | None:
    """Certificate and key with which to serve: those of the settings, else those that were made here, else none."""
    if config.get("TLS_CERTIFICATE_FILE"):
        return Path(config["TLS_CERTIFICATE_FILE"]), Path(config["TLS_KEY_FILE"])
    made = made_paths(config)
    return made if made[0].exists() else None


def made_paths(config: Mapping[str, Any]) -> tuple[Path, Path]:
    """Where make() puts them."""
    folder = Path(config["DATA_DIR"]) / "tls"
    return folder / "hall.crt", folder / "hall.key"


def make(names: Sequence[str], config: Mapping[str, Any]) -> x509.Certificate:
    """A certificate for these addresses and names, good for 30 days; replaces the one before."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Dialogforum")])
    now = clock.now()
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + LASTS)
        .add_extension(x509.SubjectAlternativeName([_name(name) for name in names]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    where, secret = made_paths(config)
    plain = serialization.NoEncryption()
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    _write(secret, private)
    _write(where, certificate.public_bytes(serialization.Encoding.PEM))
    return certificate


def fingerprint(certificate: x509.Certificate) -> str:
    """What people compare with what their browser shows."""
    digits = certificate.fingerprint(hashes.SHA256()).hex().upper()
    return ":".join(digits[place : place + 2] for place in range(0, len(digits), 2))


def problem(path: Path, host: str | None, now: datetime) -> str | None:
    """What is wrong with a certificate file at this moment, as a sentence; None when nothing is."""
    try:
        certificate = x509.load_pem_x509_certificate(path.read_bytes())
        names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (OSError, ValueError, x509.ExtensionNotFound):
        return f"The certificate {path} cannot be read."
    if not certificate.not_valid_before_utc <= now <= certificate.not_valid_after_utc:
        return f"The certificate {path} is not valid today; make another."
    known = {str(name.value) for name in names}
    return f"The certificate {path} is not for {host}." if host is not None and host not in known else None


def _name(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.unlink(missing_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
