"""Logs as JSON lines, in UTC: what was asked and how it went, without answers, tokens or addresses."""

import json
import logging
import re
import time
from datetime import UTC, datetime

from flask import Flask, Response, g, request

from workshop.config import Settings

_ADDRESS = re.compile(r"[^\s@<>\"']+@[^\s@<>\"']+")
_ENCODER = json.JSONEncoder(ensure_ascii=False)
_TOKEN = re.compile(r"[A-Za-z0-9_-]{20,}")


class JsonLines(logging.Formatter):
    """One JSON object a line: at, level, logger, message, and the kind of error if there was one."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": _redact(record.getMessage()),
        }
        line.update(getattr(record, "told", {}))
        if record.exc_info and record.exc_info[0]:
            # The text of an exception may quote what somebody typed; where it was raised may be told.
            line["error"] = record.exc_info[0].__name__
            line["where"] = _where(record.exc_info[2])
        return _ENCODER.encode(line)


def install(app: Flask, settings: Settings) -> None:
    """Log to standard error from `settings.log_level` up, a line per request at INFO."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    logger = logging.getLogger("workshop")
    logger.handlers, logger.propagate = [handler], False
    logger.setLevel(settings.log_level)
    app.logger.handlers, app.logger.propagate = [handler], False
    app.before_request(_start_clock)
    app.after_request(_log_request)


def _start_clock() -> None:
    g.started = time.perf_counter()


def _log_request(answer: Response) -> Response:
    told = {
        "method": request.method,
        "endpoint": request.endpoint or "",
        "status": answer.status_code,
        "ms": round(1000 * (time.perf_counter() - g.get("started", time.perf_counter())), 1),
    }
    logging.getLogger("workshop.requests").info("request", extra={"told": told})
    return answer


def _redact(message: str) -> str:
    return _TOKEN.sub("[token]", _ADDRESS.sub("[address]", message))


def _where(trace) -> list[str]:
    frames = []
    while trace is not None:
        frames.append(f"{trace.tb_frame.f_code.co_name}:{trace.tb_lineno}")
        trace = trace.tb_next
    return frames[-6:]
