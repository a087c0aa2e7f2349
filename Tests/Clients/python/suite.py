"""What the tests of foreign clients share: one daemon, one talk, and a table of who did what."""

import importlib.metadata
import itertools
import shutil
import subprocess
import unittest

#: Harmless text that hurts who counts braces, splits strings or takes bytes for characters.
NAME = 'Ada "}{" \\ ][ é ſ \U0001F600'

users = itertools.count(1)


def client(name, transport, deed, *, package=None, debian=None, command=None):
    """Names a test's row of the table; skips it where the client's command is not installed."""

    def decorate(test):
        missing = command and not shutil.which(command)
        test.row = (name + version(package, debian), transport, deed)
        return unittest.skip(f"{command} is not installed")(test) if missing else test

    return decorate


def version(package, debian):
    if package:
        return f" {importlib.metadata.version(package)}"
    if debian and shutil.which("dpkg-query"):
        found = subprocess.run(
            ["dpkg-query", "-W", "-f", "${Version}", debian], capture_output=True, text=True)
        return f" {found.stdout}" if found.returncode == 0 else ""
    return ""


class Failure(Exception):
    """A call's error as a client saw it."""

    def __init__(self, code, reason):
        super().__init__(f"{code} {reason}")
        self.code, self.reason = code, reason


class ClientTest(unittest.TestCase):
    """A test of one client against the suite's daemon."""

    daemon = None
    maxDiff = None

    def setUp(self):
        self.user = f"u-{next(users)}"
        self.auth = self.daemon.socket("auth")

    def talk(self, call, unknown_method=True):
        """What every client must be able to do; `call(method, params)` gives a result or raises Failure."""
        request = {"userId": self.user, "name": NAME, "email": f"{self.user}@example.com"}
        first = call("GetOrCreateCustomer", request)["customer"]
        self.assertEqual((first["state"], first["userId"], first["name"]), ("READY", self.user, NAME))
        again = call("GetOrCreateCustomer", {"userId": self.user})["customer"]
        self.assertEqual(again["customerId"], first["customerId"])
        found = call("FindUserByCustomer", {"customerId": first["customerId"]})
        self.assertEqual(found["userId"], self.user)
        self.assert_fails(call, "FindUserByCustomer", {"customerId": "cus_nobody"}, 5, "CUSTOMER_NOT_FOUND")
        if unknown_method:
            self.assert_fails(call, "NoSuchMethod", {}, -32601, "METHOD_NOT_FOUND")

    def assert_fails(self, call, method, params, code, reason):
        with self.assertRaises(Failure) as caught:
            call(method, params)
        self.assertEqual((caught.exception.code, caught.exception.reason), (code, reason))


class TableResult(unittest.TestResult):
    """Collects the table's rows."""

    def __init__(self):
        super().__init__()
        self.rows = []
        self.reports = []

    def addSuccess(self, test):
        self._add(test, "ok")

    def addSkip(self, test, reason):
        self._add(test, f"skipped: {reason}")

    def addFailure(self, test, error):
        super().addFailure(test, error)
        self._fail(test, self.failures)

    def addError(self, test, error):
        super().addError(test, error)
        self._fail(test, self.errors)

    def _fail(self, test, found):
        self._add(test, "FAILED")
        self.reports.append(f"{test.id()}\n{found[-1][1]}")

    def _add(self, test, outcome):
        method = getattr(test, getattr(test, "_testMethodName", ""), None)
        row = getattr(method, "row", (test.id(), "", ""))
        self.rows.append((*row, outcome))

    def print(self):
        rows = [("client", "transport", "what it did", "result"), *self.rows]
        widths = [max(len(row[column]) for row in rows) for column in range(3)]
        for row in rows:
            print("  ".join([*(cell.ljust(width) for cell, width in zip(row, widths)), row[3]]))
        for report in self.reports:
            print(f"\n{report}")
        bad = sum(row[3] == "FAILED" for row in self.rows)
        skipped = sum(row[3].startswith("skipped") for row in self.rows)
        print(f"\n{len(self.rows) - bad - skipped} passed, {bad} failed, {skipped} skipped")
