"""How the site is served: `gunicorn` in this folder. HOST, PORT and WEB_CONCURRENCY are read from the environment."""

import gc
import os
import resource
from functools import partial

import gevent
from gevent.server import StreamServer
from gunicorn.workers.ggevent import GeventWorker

wsgi_app = "app:app"
bind = f"{os.environ.get('HOST') or '127.0.0.1'}:{os.environ.get('PORT') or '8000'}"


class Worker(GeventWorker):
    """Lets ten in at each turn of its loop: they wait inside, in an order.

    Who sends many requests without waiting for answers lets the loop go on after each ten.
    """

    @property
    def server_class(self):
        """What gunicorn calls as the class of its server."""
        return self._server

    def _server(self, listener, *, spawn, ssl_context=None, **_of_other_servers):
        with_tls = {"ssl_context": ssl_context} if ssl_context else {}
        server = StreamServer(listener, handle=partial(self.handle, listener), spawn=spawn, **with_tls)
        server.max_accept = 10
        return server

    def handle_request(self, listener_name, req, sock, addr):
        if req.req_number % 10 == 0:
            gevent.sleep(0)
        return super().handle_request(listener_name, req, sock, addr)


# One event loop for each core: pages wait for the database and for people, seldom for the processor.
worker_class = Worker
workers = int(os.environ.get("WEB_CONCURRENCY") or 0) or len(os.sched_getaffinity(0))
# A full house holds a stream and a kept line for each phone; where the kernel puts them is chance.
worker_connections = 10_000
most_files = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
resource.setrlimit(resource.RLIMIT_NOFILE, (65_536 if most_files == resource.RLIM_INFINITY else most_files, most_files))

# Open streams end with the worker; nobody should wait half a minute for a restart.
graceful_timeout = 5
# Whoever types stays connected between two saves: to come back is to be let in among those who arrive.
keepalive = 75


def post_worker_init(worker):
    """Streams are told when their worker is to end: pages come back to another one at once. Its look is kept up to date."""
    # What was made at the start lives as long as the worker: the collector need not go through it again and again.
    gc.collect()
    gc.freeze()
    # A request makes thousands of objects and leaves hardly any in cycles: to look for them less often saves a tenth.
    gc.set_threshold(10_000, 100, 20)
    hub = getattr(worker.wsgi, "extensions", {}).get("live")
    if hub is not None:
        hub.is_stopping = lambda: not worker.alive
    keep_look = getattr(worker.wsgi, "extensions", {}).get("keep_look")
    if keep_look is not None:
        gevent.spawn(keep_look, gevent.sleep)


# Addresses of pages name people's events: no access log. Nothing else may steer the server either.
accesslog = None
control_socket_disable = True
loglevel = (os.environ.get("LOG_LEVEL") or "info").lower()
