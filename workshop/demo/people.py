"""The people of the demo site: a contract for anyone who tries it. All of them are made up, and so are their companies."""

from dataclasses import dataclass

PASSWORD = "workbook demo only"  # printed by `make run`, and refused outside demo mode
NORTHGATE_TEAMS = ("Claims", "Service", "Underwriting")
HARBOUR_TEAMS = ("Cranes", "Pilots")


@dataclass(frozen=True)
class Person:
    """One made-up person; `team` is empty for staff."""

    address: str
    name: str
    team: str = ""


def _person(name: str, team: str = "", address: str = "") -> Person:
    return Person(address or f"{name.split()[0].lower()}@demo.example", name, team)


ADA = _person("Ada Marlow")
EVE = _person("Eve Lindqvist")
CLEO = _person("Cleo Duarte")
DORA = _person("Dora Whitlock")
OMAR = _person("Omar Haddad")
STAFF = (ADA, EVE, CLEO, DORA, OMAR)

BEN = _person("Ben Okafor", "Claims")
NORTHGATE = (
    BEN,
    *(
        _person(name, "Claims")
        for name in (
            "Amira Castellan",
            "Colm Brady",
            "Deepa Raman",
            "Elif Aydin",
            "Farid Nasser",
            "Greta Holm",
            "Hugo Pereira",
            "Ines Vidal",
            "Jonas Weber",
        )
    ),
    *(
        _person(name, "Service")
        for name in (
            "Kofi Mensah",
            "Lena Fischer",
            "Mateo Rivas",
            "Nadia Petrov",
            "Oscar Lund",
            "Priya Nair",
            "Quentin Moreau",
            "Rosa Jiménez",
            "Samuel Tanaka",
            "Tova Berg",
        )
    ),
    *(
        _person(name, "Underwriting")
        for name in (
            "Ulla Virtanen",
            "Victor Osei",
            "Wanda Kowalska",
            "Ximena Soto",
            "Yusuf Demir",
            "Zora Novak",
            "Anton Keller",
            "Bridget Shaw",
        )
    ),
)
HARBOUR = (
    *(
        _person(name, "Cranes")
        for name in (
            "Carlos Mendes",
            "Dina Farouk",
            "Emil Sørensen",
            "Fiona Gallagher",
            "Goran Ilić",
            "Hana Suzuki",
            "Ivan Petkov",
        )
    ),
    *(
        _person(name, "Pilots")
        for name in (
            "Julia Brandt",
            "Kasper Dahl",
            "Lucia Romano",
            "Marek Zielinski",
            "Noor Rahman",
            "Olga Smirnova",
            "Pavel Horak",
        )
    ),
)
