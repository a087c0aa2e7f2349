"""Command-line tools, and programs in other languages with the libraries of a Debian system."""

import json
import pathlib
import shutil
import subprocess
import tempfile

from suite import NAME, ClientTest, Failure, client

PROGRAMS = pathlib.Path(__file__).resolve().parent.parent / "programs"


def run(*command, text=None):
    found = subprocess.run(
        [str(part) for part in command], input=text, capture_output=True, text=True, timeout=20)
    if found.returncode != 0:
        raise AssertionError(f"{command[0]} exited with {found.returncode}: {found.stdout}{found.stderr}")
    return found.stdout


def outcome(text):
    reply = json.loads(text)
    if "error" in reply:
        raise Failure(reply["error"]["code"], reply["error"]["data"]["reason"])
    return reply["result"]


def request(method, params, number=1):
    return json.dumps({"jsonrpc": "2.0", "id": number, "method": method, "params": params}, ensure_ascii=False)


class CommandLineTools(ClientTest):
    def pipe(self, *command):
        """The talk with a tool that takes requests on its standard input and prints the replies."""
        self.talk(lambda method, params: outcome(run(*command, text=request(method, params))))
        three = "".join(request("GetOrCreateCustomer", {"userId": self.user}, n) for n in range(3))
        replies = run(*command, text=three).splitlines()
        self.assertEqual(sorted(json.loads(reply)["id"] for reply in replies), [0, 1, 2])

    @client("nc -N", "stream", "half-closes after standard input", debian="netcat-openbsd", command="nc")
    def test_netcat(self):
        self.pipe("nc", "-N", "-U", self.auth)

    @client("socat", "stream", "half-closes after standard input", debian="socat", command="socat")
    def test_socat(self):
        self.pipe("socat", "-t10", "-", f"UNIX-CONNECT:{self.auth}")

    @client("ncat", "stream", "half-closes after standard input", debian="ncat", command="ncat")
    def test_ncat(self):
        self.pipe("ncat", "-U", self.auth)

    def curl(self, *options, path="/"):
        return run("curl", "-sS", "--fail", "--unix-socket", self.auth, *options, f"http://localhost{path}")

    @client("curl", "HTTP", "POST of a form, as -d sends it", debian="curl", command="curl")
    def test_curl(self):
        self.talk(lambda method, params: outcome(self.curl("-d", request(method, params))))

    @client("curl", "HTTP", "chunked body, HTTP/1.0, Expect: 100-continue", debian="curl", command="curl")
    def test_curl_kinds(self):
        text = request("GetOrCreateCustomer", {"userId": self.user, "name": NAME})
        for options in (["-H", "Transfer-Encoding: chunked"], ["--http1.0"], ["-H", "Expect: 100-continue"],
                        ["-H", "Content-Type: application/json"], ["-X", "POST", "--path-as-is"]):
            self.assertEqual(outcome(self.curl(*options, "--data-binary", text))["customer"]["name"], NAME)

    @client("curl", "HTTP", "two requests on one connection, then /healthz", debian="curl", command="curl")
    def test_curl_kept_alive(self):
        options = ["-sS", "--fail", "--unix-socket", self.auth, "-o", "/dev/null", "-w", "%{num_connects} "]
        text = request("GetOrCreateCustomer", {"userId": self.user})
        found = run("curl", *options, "-d", text, "http://localhost/",
                    "--next", *options, "http://localhost/healthz")
        self.assertEqual(found.split(), ["1", "0"], "connections that each of the two opened")

    @client("curl", "HTTP", "/metrics and /openrpc.json", debian="curl", command="curl")
    def test_curl_resources(self):
        self.assertRegex(self.curl(path="/metrics"), r"(?m)^# TYPE ")
        self.assertEqual(json.loads(self.curl(path="/openrpc.json"))["openrpc"][0], "1")


class Programs(ClientTest):
    def program(self, *command):
        """Runs a program that holds the short talk of `programs/README.md`."""
        first, again, name, failure = run(*command, self.auth, self.user, NAME).splitlines()
        self.assertRegex(first, "^cus_")
        self.assertEqual((again, name, failure), (first, NAME, "5 CUSTOMER_NOT_FOUND"))

    @client("PHP", "stream", "json_encode: {} becomes []", debian="php-cli", command="php")
    def test_php(self):
        self.program("php", PROGRAMS / "client.php")

    @client("Ruby", "stream", "UNIXSocket, puts and gets", debian="ruby", command="ruby")
    def test_ruby(self):
        self.program("ruby", PROGRAMS / "client.rb")

    @client("Perl IO::Socket::UNIX", "stream", "JSON::PP, incremental parsing", debian="perl", command="perl")
    def test_perl(self):
        self.program("perl", PROGRAMS / "stream.pl")

    @client("Perl Mojolicious", "HTTP", "Mojo::UserAgent, http+unix", debian="libmojolicious-perl", command="mojo")
    def test_mojolicious(self):
        self.program("perl", PROGRAMS / "http.pl")

    @client("Lua", "stream", "LuaSocket and cjson", debian="lua-socket", command="lua5.4")
    def test_lua(self):
        self.program("lua5.4", PROGRAMS / "client.lua")

    @client("Node", "HTTP", "http.request, an agent that keeps alive", command="node")
    def test_node(self):
        self.program("node", PROGRAMS / "http.js")

    @client("C++ libjson-rpc-cpp", "stream", "UnixDomainSocketClient", debian="libjsonrpccpp-dev", command="c++")
    def test_cpp(self):
        if not pathlib.Path("/usr/include/jsonrpccpp/client.h").exists():
            self.skipTest("libjsonrpccpp-dev is not installed")
        directory = tempfile.mkdtemp(prefix="billing-cpp-")
        self.addCleanup(shutil.rmtree, directory)
        binary = f"{directory}/client"
        # Its headers use exception specifications, which C++17 took out.
        run("c++", "-std=c++14", "-w", PROGRAMS / "client.cpp", "-o", binary,
            "-ljsonrpccpp-client", "-ljsonrpccpp-common", "-ljsoncpp")
        self.program(binary)
