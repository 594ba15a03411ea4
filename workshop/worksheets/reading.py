"""Reading worksheets from TOML files, and saying what is wrong with one by file, line and field."""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from workshop.worksheets.consistency import Finding, contradictions, strangers
from workshop.worksheets.lines import line_in_message, line_of
from workshop.worksheets.worksheet import Worksheet


@dataclass(frozen=True)
class Fault:
    """One thing an author has to mend."""

    file: str
    line: int
    field: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.field}: {self.sentence}"


class WorksheetNotRead(ValueError):
    """A worksheet file cannot be used; `faults` say where and why."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults


def read(path: Path) -> Worksheet:
    """The worksheet in this file. Raises WorksheetNotRead with every fault found."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        worksheet = Worksheet.model_validate(table)
    except UnicodeDecodeError:
        raise WorksheetNotRead([Fault(path.name, 1, "file", "is not UTF-8 text")]) from None
    except tomllib.TOMLDecodeError as error:
        line = line_in_message(str(error))
        raise WorksheetNotRead([Fault(path.name, line, "file", f"is not TOML: {error}")]) from None
    except ValidationError as error:
        raise WorksheetNotRead(faults_at(path, _findings(error))) from None
    refuse(faults_at(path, contradictions(worksheet)))
    return worksheet


def read_folder(folder: Path) -> dict[Path, Worksheet]:
    """Every worksheet in this folder. Raises WorksheetNotRead with the faults of all its files."""
    worksheets: dict[Path, Worksheet] = {}
    faults = []
    for path in sorted(folder.glob("*.toml")):
        try:
            worksheets[path] = read(path)
        except WorksheetNotRead as error:
            faults += error.faults
    # A file that cannot be read would make every reference to it look wrong too.
    refuse(faults)
    for path, worksheet in worksheets.items():
        faults += faults_at(path, strangers(list(worksheets.values()), worksheet))
        wanted = f"{worksheet.key}-{worksheet.version}.toml"
        if path.name != wanted:
            faults.append(Fault(path.name, 1, "file", f"call this file {wanted}"))
    refuse(faults)
    return worksheets


def faults_at(path: Path, findings: Iterable[Finding]) -> list[Fault]:
    """These findings with the file and the line where an author meets them."""
    text = path.read_text(encoding="utf-8")
    return [
        Fault(path.name, line_of(text, found.path), ".".join(map(str, found.path)) or "worksheet", found.sentence)
        for found in findings
    ]


def refuse(faults: list[Fault]) -> None:
    """Raise WorksheetNotRead if there are any faults."""
    if faults:
        raise WorksheetNotRead(faults)


def _findings(error: ValidationError) -> Iterator[Finding]:
    for found in error.errors(include_url=False, include_input=False, include_context=False):
        yield Finding(found["loc"], _sentence(found["type"], found["msg"]))


def _sentence(type_: str, message: str) -> str:
    match type_:
        case "missing":
            return "is missing"
        case "extra_forbidden":
            return "is not a field we know; look for a spelling mistake"
        case _:
            return message.removeprefix("Value error, ")
