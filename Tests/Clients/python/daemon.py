"""A real daemon with its built-in sandbox, on sockets of its own."""

import os
import pathlib
import shutil
import socket
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[3]
PROGRAM = os.environ.get("BILLING_CUSTOMERD", str(ROOT / ".build/debug/billing-customerd"))


class Daemon:
    """Runs from `with` to its end, and leaves nothing behind."""

    def __enter__(self):
        self.directory = pathlib.Path(tempfile.mkdtemp(prefix="billing-py-"))
        command = [PROGRAM, "--sandbox", "--database", str(self.directory / "customers.sqlite")]
        for role in ("auth", "intake", "ops"):
            command += ["--listen", f"{role}={self.socket(role)}"]
        self.log = open(self.directory / "daemon.log", "wb")
        self.process = subprocess.Popen(command, stdout=self.log, stderr=subprocess.STDOUT)
        self._wait_until_it_listens()
        return self

    def __exit__(self, *_):
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.log.close()
        shutil.rmtree(self.directory, ignore_errors=True)

    def socket(self, role):
        return str(self.directory / f"{role}.sock")

    def _wait_until_it_listens(self):
        end = time.monotonic() + 20
        while time.monotonic() < end and self.process.poll() is None:
            try:
                with socket.socket(socket.AF_UNIX) as peer:
                    return peer.connect(self.socket("ops"))
            except OSError:
                time.sleep(0.02)
        raise RuntimeError((self.directory / "daemon.log").read_text() or "the daemon does not listen")
