"""What the scripts that break the daemon share: the daemon as a process, its callers, the verdict."""
import collections, json, os, pathlib, re, shutil, signal, socket, subprocess, sys, tempfile, time
import urllib.parse, urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
KEY = "sk_test_sandbox"


def call(path, method, params, timeout=3.0):
    """One JSON-RPC call; None when no answer came."""
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as peer:
            peer.settimeout(timeout)
            peer.connect(path)
            request = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}
            peer.sendall(json.dumps(request).encode() + b"\n")
            data = b""
            while not data.endswith(b"\n"):
                piece = peer.recv(65536)
                if not piece:
                    return None
                data += piece
        return json.loads(data)
    except (OSError, ValueError):
        return None


def end_on_signals():
    """Told to end, a script ends by way of its clean-up, once: no daemon stays behind."""
    def end(*_):
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        sys.exit(143)

    signal.signal(signal.SIGTERM, end)


class Directory:
    """A private directory, removed afterwards."""

    def __init__(self, name):
        self.path = pathlib.Path(tempfile.mkdtemp(prefix=name + "."))

    def __enter__(self):
        return self.path

    def __exit__(self, *_):
        shutil.rmtree(self.path, ignore_errors=True)


class Daemon:
    """billing-customerd as a process, with the sandbox inside unless `stripe_url` names one."""

    def __init__(self, directory, binaries, settings=None, stripe_url=None):
        self.directory, self.binaries = pathlib.Path(directory), pathlib.Path(binaries)
        self.process, self.url, self.stripe_url = None, stripe_url, stripe_url
        self.environment = {"BILLING_CUSTOMER_RETRY_MAX_DELAY": "1"} | (settings or {})

    def socket(self, role):
        return str(self.directory / f"{role}.sock")

    @property
    def database(self):
        return self.directory / "customers.sqlite"

    @property
    def log(self):
        return (self.directory / "daemon.log").read_text(errors="replace")

    def command(self):
        command = [str(self.binaries / "billing-customerd"), "--database", str(self.database)]
        if self.stripe_url:
            key = self.directory / "key"
            key.write_text(KEY)
            command += ["--stripe-url", self.stripe_url, "--stripe-key-file", str(key)]
        else:
            command += ["--sandbox"]
        for role in ("auth", "intake", "ops"):
            command += ["--listen", f"{role}={self.socket(role)}"]
        return command

    def spawn(self, wrapper=()):
        """Starts the process, by way of another program where one is named."""
        log = open(self.directory / "daemon.log", "wb")
        self.process = subprocess.Popen(
            [*wrapper, *self.command()], stdout=log, stderr=log,
            env=dict(os.environ, **self.environment))
        return time.monotonic()

    def start(self, seconds=20):
        """Starts it and waits for its first answer; says after how many seconds that came."""
        begun = self.spawn()
        self.until(begun, lambda: call(self.socket("ops"), "GetStatus", {}), seconds)
        answered = time.monotonic() - begun
        # Every start has a port of its own, and says so a moment after the sockets answer.
        self.url = self.stripe_url or self.until(begun, self.announced_url, seconds)
        return answered

    def until(self, begun, look, seconds=20):
        """What a look finds, as soon as it finds something; ends the script when it never does."""
        while not (found := look()):
            if self.process.poll() is not None or time.monotonic() - begun > seconds:
                sys.exit("the daemon did not start:\n" + self.log)
            time.sleep(0.002)
        return found

    def announced_url(self):
        found = re.search(r"sandbox: (http://[0-9.:]+) \(key", self.log)
        return found and found[1]

    def kill(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
        return self.process.wait() if self.process else None

    def terminate(self):
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(30)

    def status(self):
        answer = call(self.socket("ops"), "GetStatus", {})
        return answer.get("result") if answer else None

    def stripe(self, path, body=None, timeout=10):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, data=data)
        request.add_header("Authorization", f"Bearer {KEY}")
        request.add_header("Content-Type", "application/json")
        with urllib.request.urlopen(request, timeout=timeout) as answer:
            return json.load(answer)

    def customers(self):
        after = ""
        while True:
            page = self.stripe("/v1/customers?limit=100" + after)
            yield from page["data"]
            if not page["has_more"]:
                return
            after = "&starting_after=" + urllib.parse.quote(page["data"][-1]["id"])


class Answers:
    """What callers were told: who was acknowledged, and which customers each was answered."""

    def __init__(self):
        self.acknowledged, self.answers = set(), collections.defaultdict(set)

    def take(self, user, reply):
        if reply and "result" in reply:
            self.acknowledged.add(user)
            customer = reply["result"]["customer"].get("customerId")
            if customer:
                self.answers[user].add(customer)


def heal(daemon, seconds=120):
    """Lets everything end: Stripe's clock passes the windows, and the backlog drains."""
    deadline = time.monotonic() + seconds
    status, pause = None, 0.02
    while time.monotonic() < deadline:
        status = daemon.status()
        counts = status.get("counts", {}) if status else {"pending": 1}
        if not counts.get("pending") and not counts.get("updatesPending"):
            return
        time.sleep(pause)
        if pause < 0.5:
            pause *= 2
            continue
        # The daemon takes Stripe's time from Stripe's answers alone: so something must be asked.
        daemon.stripe("/_sandbox/clock", {"advance": 4000})
        call(daemon.socket("auth"), "GetOrCreateCustomer",
             {"userId": f"healer-{time.monotonic_ns()}", "_meta": {"timeoutMs": 2000}})
    sys.exit(f"the backlog did not drain: {status}\n{daemon.log}")


def judge(daemon, answers, prefix=""):
    """Every breach of the promises, as sentences; how many were acknowledged, how many exist.

    With a prefix, only users whose id begins so are looked at.
    """
    acknowledged = set().union(*(one.acknowledged for one in answers))
    live = collections.defaultdict(list)
    for customer in daemon.customers():
        user = customer["metadata"].get("user_id")
        if (user or "").startswith(prefix):
            live[user].append(customer["id"])
    breaches = [f"ONE: {user} has {ids}" for user, ids in live.items() if len(ids) > 1]
    breaches += [f"KEPT: {user} has no customer" for user in acknowledged if user not in live]
    for user in acknowledged:
        answered = set().union(*(one.answers[user] for one in answers))
        if len(answered) > 1:
            breaches.append(f"SAME: {user} was answered {answered}")
    for user, ids in live.items():
        found = call(daemon.socket("ops"), "FindUserByCustomer", {"customerId": ids[0]})
        if not found or found.get("result", {}).get("userId") != user:
            breaches.append(f"FOUND: {ids[0]} gives {found}")
    return breaches, len(acknowledged), sum(map(len, live.values()))
