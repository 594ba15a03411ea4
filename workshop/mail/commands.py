"""`flask worker`: sends what the site has put into the outbox, and does by itself what is due."""

import signal
import threading

import click
from flask import Blueprint, Flask, current_app

from workshop.database import utcnow
from workshop.due import Clock
from workshop.extensions import db
from workshop.mail import pausing
from workshop.mail.worker import Worker

TICK = 5.0  # seconds between looks at what is due
PATIENCE = 10.0  # seconds that a job in hand may take to end when the worker is stopped


def add_commands(bp: Blueprint) -> None:
    """Give the blueprint the commands."""

    @bp.cli.command("let-mail-go-on")
    def let_mail_go_on() -> None:
        """Send mail again after it was paused: by an administrator, by the mail server's refusal, or after a restore."""
        _go_on()

    @bp.cli.command("worker")
    def run_worker() -> None:
        """Send queued mail, and do what is due, until stopped by Ctrl-C or SIGTERM."""
        worker = Worker(db.engine, current_app.config["SETTINGS"], clock=utcnow)
        clock = Clock(db.engine, current_app.config["SETTINGS"])
        stopped = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: (stopped.set(), worker.stop()))
        # Beside the letters, so that a long job keeps nobody waiting for a sign-in code.
        ticking = threading.Thread(target=_tick, args=(current_app._get_current_object(), clock, stopped), daemon=True)
        ticking.start()
        worker.run()
        ticking.join(PATIENCE)


def _go_on() -> None:
    was_paused = pausing.go_on(db.session())
    db.session.commit()
    click.echo("Mail goes on." if was_paused else "Mail was not paused.")


def _tick(app: Flask, clock: Clock, stopped: threading.Event) -> None:
    with app.app_context():
        while not stopped.is_set():
            clock.tick(now=utcnow())
            stopped.wait(TICK)
