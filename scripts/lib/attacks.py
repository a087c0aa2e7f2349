"""What hostile clients do to the daemon, one function a kind. Imported by scripts/hostile.

A kind is given a `Target`, does its worst once, says in a few words what the daemon did, and raises
`Breach` when that was not what proto-docs/README.md promises.
"""
import array, concurrent.futures, json, os, select, socket, time

from bench import call

MIB = 1 << 20
OPEN = b'{"jsonrpc":"2.0","id":1,"method":"GetOrCreateCustomer","params":{"userId":"'
KNOWN = b'{"jsonrpc":"2.0","id":%d,"method":"GetOrCreateCustomer","params":{"userId":"good"}}\n'
STALL = 10  # Seconds after which the daemon closes who makes no progress; up to a quarter late.


class Breach(Exception):
    """The daemon did not do what its protocol promises."""


class Target:
    """Where the daemon listens; `short` asks for less of everything."""

    def __init__(self, daemon, short):
        self.daemon, self.short = daemon, short

    def size(self, full, short):
        return short if self.short else full

    def connect(self, role="auth", timeout=30.0):
        peer = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        peer.settimeout(timeout)
        deadline = time.monotonic() + timeout
        while True:
            try:
                peer.connect(self.daemon.socket(role))
                return peer
            except BlockingIOError:  # The accept queue is full.
                if time.monotonic() > deadline:
                    raise Breach(f"cannot connect to {role} for {timeout} s") from None
                time.sleep(0.002)

    def ask(self, data, half_close=True, role="auth"):
        """Sends bytes and gives everything that comes back; a reset counts as an end."""
        with self.connect(role) as peer:
            try:
                peer.sendall(data)
                if half_close:
                    peer.shutdown(socket.SHUT_WR)
            except OSError:
                pass  # It may close before it has read all; what it answered is still there.
            return drain(peer)


def drain(peer):
    data = b""
    try:
        while piece := peer.recv(MIB):
            data += piece
    except socket.timeout:
        raise Breach(f"the connection stays open after {data[:80]!r}")
    except OSError:
        pass
    return data


def readable(peer):
    poll = select.poll()
    poll.register(peer, select.POLLIN | select.POLLHUP)
    return bool(poll.poll(0))


def expect(data, *words):
    for word in words:
        if word.encode() not in data:
            raise Breach(f"expected {word}, was answered {data[:160]!r}")


def pour(target, head, piece, count):
    """Sends `piece` up to `count` times; gives the bytes that were taken, and the answer."""
    taken = 0
    with target.connect() as peer:
        try:
            peer.sendall(head)
            for _ in range(count):
                peer.sendall(piece)
                taken += len(piece)
        except OSError:
            pass
        return taken, drain(peer)


def nobody(target):
    """No hostile client at all, for comparison."""
    time.sleep(0.5)
    return "answered"


def huge_request(target):
    """1 GB as one JSON string, as one body with a length, and as one body in chunks.

    The daemon refuses it and then reads and drops for a second, so that the refusal can be read.
    """
    begun = time.monotonic()
    count, piece = target.size(1000, 64), b"a" * 1_000_000
    chunk = b"f4240\r\n" + piece + b"\r\n"
    json_taken, answer = pour(target, OPEN, piece, count)
    expect(answer, "REQUEST_TOO_LARGE")
    head = b"POST / HTTP/1.1\r\nHost: x\r\n"
    _, answer = pour(target, head + b"Content-Length: 1000000000\r\n\r\n", piece, count)
    expect(answer, " 413 ")
    http_taken, answer = pour(target, head + b"Transfer-Encoding: chunked\r\n\r\n", chunk, count)
    expect(answer, " 413 ")
    if time.monotonic() - begun > 10:
        raise Breach(f"took {time.monotonic() - begun:.0f} s to close")
    return f"refused, dropped {json_taken / 1e6:.0f} and {http_taken / 1e6:.0f} MB"


def deep_json(target):
    """100,000 levels of arrays and objects: alone, unclosed, in params, over HTTP."""
    depth = 100_000
    arrays, objects = b"[" * depth + b"]" * depth, b'{"a":' * depth + b"1" + b"}" * depth
    params = OPEN[:-1] + arrays + b"}}"
    body = b"POST / HTTP/1.1\r\nContent-Length: %d\r\n\r\n" % len(arrays) + arrays
    for text in (arrays, objects, params, body):
        expect(target.ask(text), "nested", '"id":null')
    expect(target.ask(b"[" * depth), "INCOMPLETE_REQUEST")
    return "refused each"


def crawl(target, request, first, connections):
    """Starts `connections` requests and goes on by a byte now and then, until all are closed."""
    begun = time.monotonic()
    peers = [target.connect() for _ in range(connections)]
    for peer in peers:
        peer.sendall(request[:first])
    position, ended = first, []
    while peers:
        time.sleep(0.25)
        if time.monotonic() - begun > STALL * 1.25 + 5:
            raise Breach(f"{len(peers)} of {connections} are still open")
        for peer in list(peers):
            try:
                peer.send(request[position:position + 1])
                if readable(peer) and not peer.recv(65536):
                    raise OSError
            except OSError:
                ended.append(time.monotonic() - begun)
                peers.remove(peer)
                peer.close()
        position = min(position + 1, len(request) - 2)
    if min(ended) < STALL - 1:
        raise Breach(f"closed after {min(ended):.1f} s already")
    return f"closed after {min(ended):.1f} to {max(ended):.1f} s"


def slow_json(target):
    """Requests of the JSON stream that never end."""
    return crawl(target, OPEN + b"a" * 4096, 40, target.size(500, 100))


def slow_http(target):
    """HTTP heads, and bodies, that never end."""
    head = b"POST / HTTP/1.1\r\nHost: localhost\r\nX-Slow: " + b"a" * 4096
    body = b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4096\r\n\r\n" + b" " * 4096
    count = target.size(250, 50)
    with concurrent.futures.ThreadPoolExecutor() as pool:
        heads = pool.submit(crawl, target, head, 40, count)
        bodies = pool.submit(crawl, target, body, 80, count)
        return f"heads {heads.result()}, bodies {bodies.result()}"


def unfinished_requests(target):
    """Many requests of nearly the full size, each lacking its end."""
    piece, peers, refused = OPEN + b"a" * (MIB - 200), [], 0
    try:
        for _ in range(target.size(700, 200)):
            peers.append(target.connect())
            try:
                peers[-1].sendall(piece)
            except OSError:
                refused += 1
        time.sleep(target.size(2, 0.5))
        open_now = sum(not readable(peer) for peer in peers)
    finally:
        for peer in peers:
            peer.close()
    return f"of {len(peers)} MiB kept {open_now}, refused {len(peers) - open_now}"


def idle_connections(target):
    """3,000 connections that say nothing, on one socket; the other sockets must stay usable."""
    peers, refused = [], 0
    try:
        for _ in range(3000):
            peers.append(target.connect())
        time.sleep(target.size(5, 1))
        for peer in peers:
            if readable(peer):
                expect(peer.recv(4096), "TOO_MANY_CONNECTIONS")
                refused += 1
        for role in ("intake", "ops"):
            if call(target.daemon.socket(role), "rpc.version", {}) is None:
                raise Breach(f"nobody can come in on the socket {role}")
    finally:
        for peer in peers:
            peer.close()
    return f"kept {len(peers) - refused}, refused {refused}"


def never_reading(target):
    """Clients that ask for the largest answers, over and over, and read none of them."""
    discover = b'{"jsonrpc":"2.0","id":1,"method":"rpc.discover"}\n'
    get = b"GET /openrpc.json HTTP/1.1\r\nHost: localhost\r\n\r\n"
    batch = b"[" + b",".join(discover.replace(b"1,", b"%d," % n) for n in range(100)) + b"]"
    wanted = [discover * 4000, get * 4000, batch * 20, KNOWN % 1 * 20000]
    begun, count = time.monotonic(), target.size(200, 40)
    peers = [target.connect() for _ in range(count)]
    for peer in peers:
        peer.setblocking(False)
    unsent = {peer: wanted[index % len(wanted)] for index, peer in enumerate(peers)}
    while unsent:
        if time.monotonic() - begun > STALL * 1.25 + 8:
            raise Breach(f"{len(unsent)} of {count} are still open")
        for peer in list(unsent):
            try:
                unsent[peer] = unsent[peer][peer.send(unsent[peer]):]
            except BlockingIOError:
                continue
            except OSError:
                del unsent[peer]
                peer.close()
        time.sleep(0.05)
    return f"closed after {time.monotonic() - begun:.1f} s at most"


def cut_requests(target):
    """A request cut at every byte, then closed, half-closed, or reset with its answer unread."""
    body = KNOWN[:-1] % 7
    post = b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n" % len(body) + body
    answered = 0
    for request in (body, b"[" + body + b"]", post):
        for cut in range(1, len(request)):
            with target.connect() as peer:
                peer.sendall(request[:cut])
            answer = target.ask(request[:cut])
            if not request.startswith(b"POST"):
                expect(answer, "INCOMPLETE_REQUEST")
            elif b" 200 " in answer:
                raise Breach(f"answered half a request: {answer[:160]!r}")
            answered += bool(answer)
        with target.connect() as peer:
            peer.sendall(request * 50)
    return f"{answered} half-closed ones got an error"


def refuse_texts(target, texts, *words):
    """Each text must be refused, alone on a connection and as an HTTP body."""
    for text in texts:
        answer = target.ask(text + b"\n")
        expect(answer, '"error"', *words)
        post = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n" % len(text)
        expect(target.ask(post + text), '"error"', *words)
        json.loads(answer.decode())
    return f"refused {len(texts)} of {len(texts)}"


def invalid_text(target):
    """Bytes that are no UTF-8, and surrogates without their other half, in values, keys, methods."""
    bad = [b"\xff", b"\xc0\xaf", b"\xe2\x82", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\x80",
           b"\\ud800", b"\\udc00", b"\\ud800\\u0041", b"\\udc00\\ud800", b"\\ud83dx"]
    return refuse_texts(target, [
        text for piece in bad for text in (
            OPEN + piece + b'"}}', b'{"jsonrpc":"2.0","id":"%b","method":"rpc.version"}' % piece,
            b'{"jsonrpc":"2.0","id":1,"method":"%b"}' % piece,
            b'{"jsonrpc":"2.0","id":1,"method":"rpc.version","params":{"%b":1}}' % piece,
        )], "-32700")


def nul_bytes(target):
    """NUL raw and escaped, everywhere, and alone."""
    escaped = OPEN + b'a\\u0000b"}}'
    expect(target.ask(escaped), '"error"', "INVALID_ARGUMENT")
    expect(target.ask(b"\0"), "-32700", '"id":null')
    return refuse_texts(target, [
        OPEN + b'\0"}}', b'{"jsonrpc":"2.0",\0"id":1,"method":"rpc.version"}',
        b'{"jsonrpc":"2.0","id":1,"method":"rpc.\0version"}', b"{\0}", b"[\0]", b"{}"[:1] + b"\0" * 9 + b"}",
    ], "-32700")


def huge_numbers(target):
    """Numbers that no machine type holds, as ids, params and metadata."""
    digits, words = b"9" * 500_000, b'{"jsonrpc":"2.0","id":%b,"method":"rpc.version","params":%b}'
    numbers = [b"1e999999999", b"-1e-999999999", digits, b"0." + digits, b"1e" + digits[:400]]
    for number in numbers[:1] + numbers[2:]:
        expect(target.ask(words % (number, b"{}")), "-32600")
    params = [b'{"_meta":{"timeoutMs":%b}}' % number for number in numbers]
    params += [b'{"a":%b}' % number for number in numbers] + [b'{"pageSize":%b}' % digits]
    for text in params:
        request = (words % (b"1", text)).replace(b"rpc.version", b"GetOrCreateCustomer")
        expect(target.ask(request), '"error"', '"id":1')
    # A long id is echoed byte for byte as long as the limit allows.
    for length in (18, 19, 200, 258):
        answer = target.ask(words % (digits[:length], b"{}"))
        expect(answer, '"id":' + "9" * length + ",", '"result"')
    return "refused, or echoed byte for byte"


def duplicate_keys(target):
    """The same key twice, plainly, escaped, deep inside, and last among a hundred thousand."""
    many = b",".join(b'"%x":1' % number for number in range(80_000))
    call_with = b'{"jsonrpc":"2.0","id":1,"method":"GetOrCreateCustomer","params":%b}'
    refused = refuse_texts(target, [
        b'{"jsonrpc":"2.0","id":1,"id":2,"method":"rpc.version"}',
        b'{"jsonrpc":"2.0","id":1,"method":"rpc.version","\\u006dethod":"rpc.version"}',
        call_with % b'{"userId":"a","userId":"b"}', call_with % b'{"userId":"a","user\\u0049d":"b"}',
        call_with % b'{"_meta":{"a":{"b":1,"b":1}}}', call_with % (b"{" + many + b',"0":1}'),
    ], "-32700")
    expect(target.ask(call_with % (b"{" + many + b"}")), "INVALID_ARGUMENT")
    expect(target.ask(call_with % b'{"userId":"a","user_id":"b"}'), "INVALID_ARGUMENT")
    return refused


def huge_batches(target):
    """Batches of far too many items, and of the hundred most costly ones."""
    tiny = b"[" + b",".join(b'{"id":%d}' % number for number in range(80_000)) + b"]"
    for role in ("auth", "ops"):
        expect(target.ask(tiny, role=role), "RESOURCE_EXHAUSTED")
    expect(target.ask(b"[" + b"1," * 500_000 + b"1]"), "RESOURCE_EXHAUSTED")
    discover = b",".join(
        b'{"jsonrpc":"2.0","id":%d,"method":"rpc.discover"}' % number for number in range(100))
    answer = json.loads(target.ask(b"[" + discover + b"]"))
    if [reply["id"] for reply in answer] != list(range(100)):
        raise Breach("a batch was not answered item by item")
    return "refused, or answered within the limit"


def passed_descriptors(target):
    """Thousands of open files passed along with requests; none may stay in the daemon."""
    before, most = target.daemon.descriptor_count(), 0
    files = [os.open("/dev/null", os.O_RDONLY) for _ in range(250)]
    rights = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", files))]
    try:
        for _ in range(target.size(50, 10)):
            with target.connect() as peer:
                for _ in range(20):
                    peer.sendmsg([KNOWN % 1], rights)
                    peer.recv(65536)
                most = max(most, target.daemon.descriptor_count())
    finally:
        for file in files:
            os.close(file)
    if most > before + 50:
        raise Breach(f"held {most - before} more descriptors")
    return f"held at most {most - before} more descriptors"


def connection_storm(target):
    """Thousands of connections at once, past the accept queue, and gone again."""
    refused = done = 0
    for _ in range(target.size(10, 3)):
        peers = []
        for _ in range(4000):
            peer = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            peer.setblocking(False)
            try:
                peer.connect(target.daemon.socket("auth"))
                peers.append(peer)
            except OSError:
                refused += 1
                peer.close()
        for peer in peers:
            try:
                peer.send(KNOWN % 1)
            except OSError:
                pass
            peer.close()
        done += len(peers)
    return f"{done} connected, {refused} found the queue full"


# These wait for the daemon's patience to end, and go side by side in a short round.
SLOW = [slow_json, slow_http]
QUICK = [huge_request, deep_json, unfinished_requests, idle_connections, cut_requests, invalid_text,
         nul_bytes, huge_numbers, duplicate_keys, huge_batches, passed_descriptors,
         connection_storm, never_reading]
