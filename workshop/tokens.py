"""Tokens that let somebody in, and keyed hashes: what is stored is never what was handed out."""

import base64
import hashlib
import hmac
import secrets


def new_token() -> str:
    """256 random bits for a cookie or a link: 43 characters."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """What is stored of a token: its SHA-256."""
    return hashlib.sha256(token.encode()).hexdigest()


def keyed(purpose: str, text: str, pepper: str) -> str:
    """A hash of the text, in hex, that only the site's key makes; another one for each purpose.

    An empty purpose is that of addresses: their hashes stand in ledgers of erasures and must be found again.
    """
    said = f"{purpose}:{text}" if purpose else text
    return hmac.new(pepper.encode(), said.encode(), hashlib.sha256).hexdigest()


def derived_token(purpose: str, public_id: str, *, pepper: str) -> str:
    """A token of 43 characters that can be made again from a public id, so that letters carry the same one each time."""
    return base64.urlsafe_b64encode(bytes.fromhex(keyed(purpose, public_id, pepper))).rstrip(b"=").decode()
