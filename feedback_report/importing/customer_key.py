"""The key that turns customer numbers into pseudonyms, kept where no council data and no project file is."""

import base64
import hmac
import os
import secrets
import sys
from dataclasses import dataclass, field
from pathlib import Path

from feedback_report.errors import SettingsError
from feedback_report.importing.cleaning import plain

KEY_VARIABLE = "FEEDBACK_REPORT_CUSTOMER_KEY"
FILE_NAME = "customer-key.txt"
SHORTEST_KEY = 32
PSEUDONYM_BYTES = 10
NOTE = """\
# The key of the feedback report's customer pseudonyms. Keep it as you keep the customers' names: with it and a
# customer number anybody can find that customer's cases. Keep a copy in the council's safe place for passwords:
# without it, later imports give the same people other pseudonyms.
"""


@dataclass(frozen=True)
class CustomerKey:
    """A secret key, where it is kept, and whether it was made just now."""

    secret: bytes = field(repr=False)
    kept: str
    new: bool = False

    @property
    def fingerprint(self) -> str:
        """A short mark by which two imports show that they used the same key; the key cannot be found from it."""
        return hmac.digest(self.secret, b"fingerprint of the key", "sha256").hex()[:8]

    def pseudonym(self, customer: str) -> str:
        """Get the pseudonym of a customer: the same for the same customer, and no way back without the key."""
        code = hmac.digest(self.secret, b"customer\x00" + plain(customer).encode(), "sha256")[:PSEUDONYM_BYTES]
        return "P" + base64.b32encode(code).decode().lower()


def key_file() -> Path:
    """Get the file in this person's own settings folder that holds the key."""
    if sys.platform == "win32":
        home = Path(os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming")
    else:
        home = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return home / "feedback-report" / FILE_NAME


def customer_key(forbidden: tuple[Path, ...], make: bool = True) -> CustomerKey:
    """Get the key: from the environment, or from its file, or make a new one.

    ``forbidden`` are folders in which the key must not be kept, because data and programs are shared and
    copied. Without ``make`` a key that does not exist yet is thought up and not written.
    Raises SettingsError when the key cannot be used.
    """
    given = os.environ.get(KEY_VARIABLE)
    if given:
        return CustomerKey(_checked(given.strip(), f"the environment variable {KEY_VARIABLE}"), KEY_VARIABLE)
    path = key_file()
    for folder in forbidden:
        if path.resolve().is_relative_to(folder.resolve()):
            raise SettingsError(
                f"The key of the customer pseudonyms would be kept in {path}, inside the project or its data, where it "
                f"could be shared along with them: set XDG_CONFIG_HOME (on Windows APPDATA) or {KEY_VARIABLE}."
            )
    if path.is_file():
        return CustomerKey(_checked(_written(path), str(path)), str(path))
    secret = secrets.token_hex(SHORTEST_KEY)
    if make:
        _keep(path, secret)
    return CustomerKey(secret.encode(), str(path), new=True)


def _keep(path: Path, secret: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError:
        raise SettingsError(
            f"The key of the customer pseudonyms cannot be written to {path}: ask for the right to write there, or set "
            f"{KEY_VARIABLE}."
        ) from None
    with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
        file.write(f"{NOTE}{secret}\n")


def _written(path: Path) -> str:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        raise SettingsError(f"{path}: cannot be read. Expected the key of the customer pseudonyms.") from None
    return next((line.strip() for line in lines if line.strip() and not line.startswith("#")), "")


def _checked(secret: str, where: str) -> bytes:
    if len(secret) < SHORTEST_KEY:
        raise SettingsError(
            f"The key of the customer pseudonyms in {where} has fewer than {SHORTEST_KEY} characters: put back the key "
            "that was used before, or remove it to have a new one made."
        )
    return secret.encode()
