"""Names for the made-up people of a rehearsal, and the addresses by which they are known: no mail ever goes there."""

from workshop.mail.outbox import NOBODY

FEWEST, MOST = 12, 60
NAMES = (
    "Abel", "Bruna", "Cyril", "Delia", "Edvin", "Flora", "Gerd", "Hilma", "Ivo", "Jette",
    "Kasimir", "Lotte", "Milan", "Nele", "Orla", "Piet", "Quirin", "Runa", "Sander", "Thea",
    "Umberto", "Vera", "Wim", "Xenia", "Yannick", "Zita",
)  # fmt: skip


def made_up(number: int) -> tuple[str, str]:
    """Name and address of the person with this number, from 0."""
    name = NAMES[number % len(NAMES)]
    again = number // len(NAMES) + 1
    return f"{name} {again}" if again > 1 else name, f"{name.lower()}.{again}{NOBODY}"
