"""HTTP as it may be sent, on the bare socket."""

import http.client
import json
import socket

from suite import ClientTest, client


def post(body, *headers):
    text = json.dumps(body).encode()
    lines = ["POST /rpc HTTP/1.1", "Host: x", f"Content-Length: {len(text)}", *headers, "", ""]
    return "\r\n".join(lines).encode() + text


def request(user, number=1):
    return {"jsonrpc": "2.0", "id": number, "method": "GetOrCreateCustomer", "params": {"userId": user}}


class HTTPClients(ClientTest):
    def connect(self):
        peer = socket.socket(socket.AF_UNIX)
        self.addCleanup(peer.close)
        peer.settimeout(10)
        peer.connect(self.auth)
        return peer

    def replies(self, peer, count):
        """The bodies of that many responses on one connection."""
        file = peer.makefile("rb")
        self.addCleanup(file.close)
        bodies = []
        for _ in range(count):
            status = file.readline()
            self.assertIn(b" 200 ", status)
            headers = http.client.parse_headers(file)
            bodies.append(json.loads(file.read(int(headers["content-length"]))))
        return bodies

    @client("python sockets", "HTTP", "one byte a write")
    def test_bytes(self):
        peer = self.connect()
        for byte in post(request(self.user)):
            peer.send(bytes([byte]))
        self.assertEqual(self.replies(peer, 1)[0]["result"]["customer"]["state"], "READY")

    @client("python sockets", "HTTP", "four requests pipelined in one write")
    def test_pipelined(self):
        peer = self.connect()
        peer.sendall(b"".join(post(request(f"{self.user}-{number}", number)) for number in range(4)))
        self.assertEqual([reply["id"] for reply in self.replies(peer, 4)], [0, 1, 2, 3])

    @client("python sockets", "HTTP", "half-closes after the request")
    def test_half_close(self):
        peer = self.connect()
        peer.sendall(post(request(self.user)))
        peer.shutdown(socket.SHUT_WR)
        self.assertEqual(self.replies(peer, 1)[0]["result"]["customer"]["state"], "READY")
        self.assertEqual(peer.recv(1), b"")

    @client("python sockets", "HTTP", "pipelines two requests, then half-closes")
    def test_pipelined_half_close(self):
        peer = self.connect()
        peer.sendall(post(request(f"{self.user}-a", 1)) + post(request(f"{self.user}-b", 2)))
        peer.shutdown(socket.SHUT_WR)
        self.assertEqual([reply["id"] for reply in self.replies(peer, 2)], [1, 2])
        self.assertEqual(peer.recv(1), b"")

    @client("python sockets", "HTTP", "Connection: close, read to the end")
    def test_close(self):
        peer = self.connect()
        peer.sendall(post(request(self.user), "Connection: close"))
        text = b"".join(iter(lambda: peer.recv(65536), b""))
        self.assertIn(b'"state":"READY"', text)

    @client("python http.client", "HTTP", "ten requests on one connection; a batch; a notification")
    def test_http_client(self):
        connection = http.client.HTTPConnection("localhost")
        connection.sock = self.connect()

        def ask(body):
            connection.request("POST", "/", json.dumps(body), {"Content-Type": "text/plain"})
            answer = connection.getresponse()
            self.assertEqual(answer.status, 200)
            return answer.read()

        for number in range(10):
            self.assertEqual(json.loads(ask(request(self.user, number)))["id"], number)
        batch = json.loads(ask([request(f"{self.user}-{number}", number) for number in range(10)]))
        self.assertEqual([reply["id"] for reply in batch], list(range(10)))
        self.assertEqual(ask({"jsonrpc": "2.0", "method": "rpc.version"}), b"")

    @client("a browser's page", "HTTP", "bears Origin: refused with 403, and nothing is done")
    def test_origin(self):
        peer = self.connect()
        peer.sendall(post(request(self.user), "Origin: http://evil.example"))
        self.assertTrue(peer.recv(65536).startswith(b"HTTP/1.1 403 "))
