"""Runs every test of a foreign client against one daemon, and prints the table of what each did.

    .build-clients/bin/python Tests/Clients/python

`scripts/test clients` installs the clients first.
"""

import pathlib
import sys
import unittest

import suite
from daemon import Daemon

tests = unittest.defaultTestLoader.discover(str(pathlib.Path(__file__).parent))
result = suite.TableResult()
with Daemon() as suite.ClientTest.daemon:
    tests.run(result)
result.print()
sys.exit(0 if result.wasSuccessful() and result.rows else 1)
