"""Clients of a kind that exists somewhere, written here in a few lines each, on the bare socket."""

import json
import re
import socket
import struct

from suite import NAME, ClientTest, Failure, client

PYTHON = "python json"


def request(number, method, params=None, **more):
    return {"jsonrpc": "2.0", "id": number, "method": method, "params": params or {}, **more}


def outcome(reply):
    """A reply's result, or its error as a Failure."""
    if "error" in reply:
        raise Failure(reply["error"]["code"], reply["error"]["data"]["reason"])
    return reply["result"]


class Stream:
    """A connection and the text that came in on it."""

    def __init__(self, test):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.settimeout(10)
        self.socket.connect(test.auth)
        test.addCleanup(self.socket.close)
        self.text = b""

    def send(self, data):
        self.socket.sendall(data)

    def receive(self, size=65536):
        data = self.socket.recv(size)
        if not data:
            raise EOFError
        self.text += data

    def until(self, end):
        """Reads up to `end`, and fails if there is more."""
        while end not in self.text:
            self.receive()
        found, _, self.text = self.text.partition(end)
        return found

    def rest(self):
        """Reads until the daemon closes."""
        try:
            while True:
                self.receive()
        except EOFError:
            return self.text


class StreamClients(ClientTest):
    @client(PYTHON, "stream", "one byte a write, cut inside UTF-8 characters")
    def test_bytes(self):
        stream = Stream(self)

        def call(method, params):
            for byte in json.dumps(request(1, method, params), ensure_ascii=False).encode() + b"\n":
                stream.send(struct.pack("B", byte))
            return outcome(json.loads(stream.until(b"\n")))

        self.talk(call)

    @client(PYTHON, "stream", "reads one byte at a time")
    def test_slow_reader(self):
        stream = Stream(self)

        def call(method, params):
            stream.send(json.dumps(request(1, method, params)).encode() + b"\n")
            while not stream.text.endswith(b"\n"):
                stream.receive(1)
            line, stream.text = stream.text, b""
            return outcome(json.loads(line))

        self.talk(call)

    @client(PYTHON, "stream", "60 requests in one write, replies by id")
    def test_many_in_one_write(self):
        stream = Stream(self)
        users = [f"{self.user}-{number}" for number in range(60)]
        stream.send(b"".join(
            json.dumps(request(number, "GetOrCreateCustomer", {"userId": user, "wait": "STORED"})).encode()
            for number, user in enumerate(users)))
        replies = [json.loads(stream.until(b"\n")) for _ in users]
        self.assertEqual(
            {reply["id"]: outcome(reply)["customer"]["userId"] for reply in replies}, dict(enumerate(users)))

    @client(PYTHON, "stream", "requests over many lines, indented, with tabs and CR LF between")
    def test_indented(self):
        stream = Stream(self)

        def call(method, params):
            text = json.dumps(request(1, method, params), indent="\t").replace("\n", "\r\n")
            stream.send(text.encode() + b"\r\n\r\n")
            reply = b""
            while not reply.strip():
                reply = stream.until(b"\n")
            return outcome(json.loads(reply))

        self.talk(call)

    @client(PYTHON, "stream", "half-closes after the last request, reads to the end")
    def test_half_close(self):
        def call(method, params):
            stream = Stream(self)
            stream.send(json.dumps(request(1, method, params)).encode())
            stream.socket.shutdown(socket.SHUT_WR)
            return outcome(json.loads(stream.rest()))

        self.talk(call)

    @client("waits for a blank line", "stream", "bare JSON, string id, splits at LF LF")
    def test_blank_line(self):
        stream = Stream(self)

        def call(method, params):
            stream.send(json.dumps(request("a:1", method, params)).encode())
            return outcome(json.loads(stream.until(b"\n\n")))

        self.talk(call)
        self.assertEqual(stream.text, b"")

    @client("ends its requests so", "stream", "LF LF after a request, number as id, splits at LF LF")
    def test_two_line_feeds(self):
        stream = Stream(self)

        def call(method, params):
            stream.send(json.dumps(request(1, method, params)).encode() + b"\n\n")
            return outcome(json.loads(stream.until(b"\n\n")))

        self.talk(call)

    @client("dies of a blank line", "stream", "one LF after a request, every line must be JSON")
    def test_exactly_one_line_feed(self):
        for number, end in ((1, b"\n"), (1, b""), ("a", b"\n")):
            stream = Stream(self)

            def call(method, params):
                stream.send(json.dumps(request(number, method, params)).encode() + end)
                return outcome(json.loads(stream.until(b"\n")))

            self.talk(call)
            stream.socket.shutdown(socket.SHUT_WR)
            self.assertEqual(stream.rest(), b"")

    @client("turns {} into []", "stream", "empty params as [], others as [{…}]")
    def test_arrays(self):
        stream = Stream(self)

        def call(method, params):
            positional = {**request(1, method), "params": [params] if params else []}
            stream.send(json.dumps(positional).encode() + b"\n")
            return outcome(json.loads(stream.until(b"\n")))

        self.talk(call)
        self.assertEqual(call("rpc.version", {})["jsonrpc"], "2.0")

    @client("splits at }{", "stream", "no separator; drops line ends, cuts replies at }{")
    def test_split(self):
        stream = Stream(self)
        params = {"userId": self.user, "name": NAME, "wait": "STORED"}
        stream.send(b"".join(
            json.dumps(request(number, "GetOrCreateCustomer", params)).encode() for number in range(5)))
        stream.socket.shutdown(socket.SHUT_WR)
        text = stream.rest().decode().replace("\n", "")
        parts = re.split(r"(?<=\})(?=\{)", text)
        self.assertEqual(sorted(json.loads(part)["id"] for part in parts), list(range(5)))
        self.assertEqual(json.loads(parts[0])["result"]["customer"]["name"], NAME)

    @client("counts braces", "stream", "strings and all; the name holds braces")
    def test_braces(self):
        stream = Stream(self)

        def call(method, params):
            stream.send(json.dumps(request(1, method, params)).encode())
            depth, end = 0, None
            while end is None:
                stream.receive()
                depth = 0
                for position, byte in enumerate(stream.text):
                    depth += (byte == ord("{")) - (byte == ord("}"))
                    if byte == ord("}") and depth == 0:
                        end = position + 1
                        break
            reply, stream.text = stream.text[:end], stream.text[end:]
            return outcome(json.loads(reply))

        self.talk(call)

    @client("tries to parse", "stream", "after every byte, until it is JSON")
    def test_parse_attempts(self):
        stream = Stream(self)

        def call(method, params):
            stream.text = b""
            stream.send(json.dumps(request(1, method, params)).encode())
            while True:
                stream.receive(1)
                try:
                    return outcome(json.loads(stream.text))
                except ValueError:
                    pass

        self.talk(call)

    @client("compares ids as text", "stream", "ids come back byte for byte")
    def test_ids(self):
        stream = Stream(self)
        ids = ["0", "-1", "9007199254740993", "123456789012345678901234567890", "null",
               '""', r'"\u00e9\/\ud83d\ude00"', '"é"', '"' + "x" * 256 + '"']
        for text in ids:
            stream.send(b'{"jsonrpc":"2.0","method":"rpc.version","id":' + text.encode() + b"}\n")
            self.assertIn(b'"id":' + text.encode() + b",", stream.until(b"\n"))

    @client("sends batches", "stream", "calls, a notification, an error, nonsense; answers in order")
    def test_batch(self):
        stream = Stream(self)
        batch = [
            request(3, "GetOrCreateCustomer", {"userId": self.user}),
            {"jsonrpc": "2.0", "method": "rpc.version"},
            request(1, "FindUserByCustomer", {"customerId": "cus_nobody"}),
            7,
            request("two", "rpc.version"),
        ]
        stream.send(json.dumps(batch).encode())
        replies = json.loads(stream.until(b"\n"))
        self.assertEqual([reply["id"] for reply in replies], [3, 1, None, "two"])
        self.assertEqual(
            [reply.get("error", {}).get("code") for reply in replies], [None, 5, -32600, None])

    @client("writes unknown members", "stream", "further members in the envelope, any key order")
    def test_members(self):
        stream = Stream(self)
        stream.send(b'{"auth":null,"params":{},"trace":[{}],"id":1,"method":"rpc.version","jsonrpc":"2.0"}')
        self.assertEqual(outcome(json.loads(stream.until(b"\n")))["jsonrpc"], "2.0")
