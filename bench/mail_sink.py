"""A mail server that keeps nothing but a line for each letter: `python -m bench.mail_sink FILE` prints its port.

It does as little as a mail server can, so that what is measured is the sender.
"""

import asyncio
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from bench.sites import ROOT

MESSAGE_ID = re.compile(rb"^Message-ID: *<([^@>]+)", re.MULTILINE | re.IGNORECASE)
SUBJECT = re.compile(rb"^Subject: *([^\r\n]*)", re.MULTILINE)


class Talk(asyncio.Protocol):
    """One connection: every line is answered, contents are noted with their time, size, id and subject."""

    def __init__(self, notes) -> None:
        self._notes, self._got, self._is_contents = notes, b"", False

    def connection_made(self, transport) -> None:
        self._transport = transport
        transport.write(b"220 sink\r\n")

    def data_received(self, data: bytes) -> None:
        self._got += data
        while self._take_contents() if self._is_contents else self._take_line():
            pass

    def _take_line(self) -> bool:
        line, found, self._got = self._got.partition(b"\r\n")
        if not found:
            self._got = line
            return False
        word = line[:4].upper()
        self._is_contents = word == b"DATA"
        self._transport.write({b"DATA": b"354 go on\r\n", b"QUIT": b"221 bye\r\n"}.get(word, b"250 fine\r\n"))
        return True

    def _take_contents(self) -> bool:
        contents, found, rest = self._got.partition(b"\r\n.\r\n")
        if not found:
            return False
        self._got, self._is_contents = rest, False
        head = contents.partition(b"\r\n\r\n")[0]
        name, subject = MESSAGE_ID.search(head), SUBJECT.search(head)
        told = (name[1].decode() if name else "", subject[1].decode() if subject else "")
        self._notes.write(f"{time.time():.4f}\t{len(contents)}\t{told[0]}\t{told[1]}\n")
        self._notes.flush()
        self._transport.write(b"250 taken\r\n")
        return True


@dataclass(frozen=True)
class Taken:
    """One letter as the server noted it: when, how many bytes, the left part of its Message-ID, its subject."""

    at: float
    size: int
    name: str
    subject: str


class Sink:
    """The mail server in a process of its own, and what it has noted."""

    def __init__(self, notes: Path) -> None:
        self._notes = notes
        command = [sys.executable, "-m", "bench.mail_sink", str(notes)]
        self._process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        self.port = int(self._process.stdout.readline())

    def taken(self) -> list[Taken]:
        """Every letter so far, in order."""
        lines = [line.split("\t") for line in self._notes.read_text().splitlines()]
        return [Taken(float(at), int(size), name, subject) for at, size, name, subject in lines]

    def n_taken(self) -> int:
        """How many so far."""
        return self._notes.read_bytes().count(b"\n")

    def stop(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.communicate()


async def serve(file: Path) -> None:
    """Take letters until killed."""
    with file.open("a") as notes:
        server = await asyncio.get_running_loop().create_server(lambda: Talk(notes), "127.0.0.1", 0)
        print(server.sockets[0].getsockname()[1], flush=True)
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1])))
