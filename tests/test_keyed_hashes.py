"""Tokens and keyed hashes: what was stored under them before is found again."""

from workshop.accounts.own_data import address_hmac
from workshop.newsletter.keys import subscription_token
from workshop.tokens import derived_token, keyed, new_token

PEPPER = "only to try tokens with: 0123456789"


def test_a_new_token_is_43_characters_and_never_the_same():
    assert len(new_token()) == 43
    assert new_token() != new_token()


def test_purposes_do_not_share_hashes_and_neither_do_sites():
    assert len({keyed("attempt", "a", PEPPER), keyed("screen", "a", PEPPER), keyed("attempt", "a", f"{PEPPER}!")}) == 3


def test_purposes_do_not_share_derived_tokens():
    assert derived_token("invitation", "fay", pepper=PEPPER) != derived_token("subscription", "fay", pepper=PEPPER)


def test_links_in_tipsheets_that_were_mailed_stay_good():
    assert subscription_token("fay", pepper=PEPPER) == "wJL7eQcQWNz-2F2jW2KxXAExAaC2rUttDNc2njFoZeg"


def test_addresses_are_found_again_in_ledgers_of_erasures():
    assert address_hmac("ben@demo.example", PEPPER) == "417195822569cade252b757dde103529562bb80dec4de8919dcb9259561ac660"
