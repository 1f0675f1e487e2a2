"""Secrets of second factors: not to be read in the database or a copy of it, as long as the site's key is elsewhere."""

import base64
import secrets

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

MARK = "fernet:"
"""What encrypted secrets begin with; plain ones are letters and digits only."""
PURPOSE = b"commonsource second factors"


def keys():
    """The key from SECRET_KEY, and behind it those of the former ones, for reading only."""
    return MultiFernet([key_of(text) for text in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def key_of(text):
    derived = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=PURPOSE).derive(text.encode())
    return Fernet(base64.urlsafe_b64encode(derived))


def encrypted(text):
    """A secret as it is kept."""
    return MARK + keys().encrypt(text.encode()).decode()


def decrypted(kept):
    """The secret, or None when no key that is known opens it. What was kept before there was a key is plain."""
    if not kept.startswith(MARK):
        return kept
    try:
        return keys().decrypt(kept.removeprefix(MARK).encode()).decode()
    except InvalidToken:
        return None


def useless():
    """A secret that nobody has: with it every code is wrong."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def texts_of(data):
    """Every secret in an authenticator's data as it is kept; passkeys have none."""
    return [data[name] for name in ("secret", "seed") if name in data] + list(data.get("migrated_codes") or [])


def can_be_read(authenticator):
    """Does a key that is known open it?"""
    return all(decrypted(text) is not None for text in texts_of(authenticator.data))


def encrypt_anew(authenticator, how=encrypted):
    """Keep its secrets under the key that holds now. The caller has looked whether they can be read."""
    data = authenticator.data
    fresh = {name: how(decrypted(data[name])) for name in ("secret", "seed") if name in data}
    if codes := data.get("migrated_codes"):
        fresh["migrated_codes"] = [how(decrypted(code)) for code in codes]
    authenticator.data = data | fresh
    authenticator.save(update_fields=["data"])
