"""Serves localstripe on loopback only, in memory only: serve PORT.

Its own command listens on every interface and keeps a pickle in /tmp.
"""

import sys

from aiohttp import web
from localstripe import resources, server

type(resources.store).dump_to_disk = lambda self: None
web.run_app(server.app, host="127.0.0.1", port=int(sys.argv[1]), print=None, access_log=None)
