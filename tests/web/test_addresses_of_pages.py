"""Full addresses, as letters and posters carry them."""

import pytest

from workshop.config import Settings


@pytest.mark.parametrize("typed", ["https://workshop.example", "https://workshop.example/"])
def test_a_slash_at_the_end_of_the_sites_address_is_not_doubled(typed):
    settings = Settings(secret_key="0123456789 abcdefgh 0123456789 abc", base_url=typed)

    assert settings.address_of("/join/HERON-42") == "https://workshop.example/join/HERON-42"
