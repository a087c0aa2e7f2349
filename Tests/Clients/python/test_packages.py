"""Clients from PyPI, used as their documentation says."""

import asyncio
import logging
import socket
import urllib.parse

import aiohttp
import aiorpcx
import aiorpcx.unixsocket
import httpx
import jsonrpc_async
import jsonrpc_base
import jsonrpcclient
import jsonrpclib
import pjrpc.client.backend.httpx
import pyln.client.lightning
import requests_unixsocket
import tinyrpc
import tinyrpc.client
import tinyrpc.exc
import tinyrpc.protocols.jsonrpc
import tinyrpc.transports

from suite import ClientTest, Failure, client

for name in ("jsonrpclib", "aiorpcx", "httpx", "pjrpc"):
    logging.getLogger(name).setLevel(logging.CRITICAL)


class HTTPPackages(ClientTest):
    @client("jsonrpclib-pelix", "unix+http", "ServerProxy, one connection", package="jsonrpclib-pelix")
    def test_pelix(self):
        proxy = jsonrpclib.ServerProxy(f"unix+http://{self.auth}")
        self.addCleanup(proxy("close"))

        def call(method, params):
            try:
                return getattr(proxy, method)(**params)
            except jsonrpclib.jsonrpc.ProtocolError as error:
                code, _, data = error.args[0]
                raise Failure(code, data["reason"]) from error

        # It keeps no data of the protocol's own errors.
        self.talk(call, unknown_method=False)

    @client("jsonrpclib-pelix", "unix+http", "MultiCall (a batch), and a notification", package="jsonrpclib-pelix")
    def test_pelix_batch(self):
        proxy = jsonrpclib.ServerProxy(f"unix+http://{self.auth}")
        self.addCleanup(proxy("close"))
        batch = jsonrpclib.MultiCall(proxy)
        for number in range(3):
            batch.GetOrCreateCustomer(userId=f"{self.user}-{number}")
        states = [answer["customer"]["state"] for answer in batch()]
        self.assertEqual(states, ["READY"] * 3)
        self.assertIsNone(getattr(proxy._notify, "rpc.version")())

    @client("jsonrpcclient", "HTTP by httpx", "request and parse", package="jsonrpcclient")
    def test_jsonrpcclient(self):
        with httpx.Client(transport=httpx.HTTPTransport(uds=self.auth)) as http:
            def call(method, params):
                answer = http.post("http://daemon/", json=jsonrpcclient.request(method, params))
                match jsonrpcclient.parse(answer.json()):
                    case jsonrpcclient.Ok(result, _):
                        return result
                    case jsonrpcclient.Error(code, _, data, _):
                        raise Failure(code, data["reason"])

            self.talk(call)

    @client("requests-unixsocket2", "HTTP by requests", "a session, kept alive", package="requests-unixsocket2")
    def test_requests(self):
        url = f"http+unix://{urllib.parse.quote(self.auth, safe='')}/"
        with requests_unixsocket.Session() as session:
            def call(method, params):
                answer = session.post(url, json={"jsonrpc": "2.0", "id": 1, "method": method, "params": params})
                self.assertEqual(answer.status_code, 200)
                if error := answer.json().get("error"):
                    raise Failure(error["code"], error["data"]["reason"])
                return answer.json()["result"]

            self.talk(call)

    @client("pjrpc", "HTTP by httpx", "calls and a batch", package="pjrpc")
    def test_pjrpc(self):
        http = httpx.Client(transport=httpx.HTTPTransport(uds=self.auth))
        self.addCleanup(http.close)
        rpc = pjrpc.client.backend.httpx.Client("http://daemon/", http_client=http)

        def call(method, params):
            try:
                return rpc.call(method, **params)
            except pjrpc.client.exceptions.JsonRpcError as error:
                raise Failure(error.code, error.data["reason"]) from error

        self.talk(call)
        with rpc.batch() as batch:
            batch("GetOrCreateCustomer", userId=self.user)
            batch("FindUserByCustomer", customerId=call("GetOrCreateCustomer", {"userId": self.user})["customer"]["customerId"])
        customer, found = batch.get_results()
        self.assertEqual(customer["customer"]["customerId"], found["customer"]["customerId"])

    @client("jsonrpc-async", "HTTP by aiohttp", "20 calls at once over a pool", package="jsonrpc-async")
    def test_jsonrpc_async(self):
        async def run():
            connector = aiohttp.UnixConnector(path=self.auth)
            async with aiohttp.ClientSession(connector=connector) as session:
                server = jsonrpc_async.Server("http://daemon/", session=session)
                answers = await asyncio.gather(
                    *(server.GetOrCreateCustomer(userId=self.user) for _ in range(20)))
                self.assertEqual(len({answer["customer"]["customerId"] for answer in answers}), 1)
                with self.assertRaises(jsonrpc_base.ProtocolError) as caught:
                    await server.FindUserByCustomer(customerId="cus_nobody")
                self.assertEqual(caught.exception.args[0], 5)

        asyncio.run(run())


class StreamPackages(ClientTest):
    @client("pyln-client", "stream", "UnixDomainSocketRpc: no line end, waits for LF LF", package="pyln-client")
    def test_pyln(self):
        rpc = pyln.client.lightning.UnixDomainSocketRpc(self.auth)

        def call(method, params):
            try:
                return rpc.call(method, params)
            except pyln.client.lightning.RpcError as error:
                raise Failure(error.error["code"], error.error["data"]["reason"]) from error

        self.talk(call)

    @client("aiorpcX", "stream", "RPCSession: lines, many in flight, a batch", package="aiorpcX")
    def test_aiorpcx(self):
        async def run():
            loop = asyncio.get_running_loop()

            def session(transport):
                return aiorpcx.RPCSession(
                    transport, connection=aiorpcx.JSONRPCConnection(aiorpcx.JSONRPCv2))

            transport, protocol = await loop.create_unix_connection(
                lambda: aiorpcx.unixsocket.USTransport(
                    session, aiorpcx.NewlineFramer(), aiorpcx.SessionKind.CLIENT), self.auth)
            rpc = protocol.session
            answers = await asyncio.gather(
                *(rpc.send_request("GetOrCreateCustomer", {"userId": self.user}) for _ in range(30)))
            self.assertEqual(len({answer["customer"]["customerId"] for answer in answers}), 1)
            with self.assertRaises(aiorpcx.RPCError) as caught:
                await rpc.send_request("FindUserByCustomer", {"customerId": "cus_nobody"})
            self.assertEqual(caught.exception.code, 5)
            async with rpc.send_batch() as batch:
                batch.add_request("GetOrCreateCustomer", {"userId": self.user})
                batch.add_request("rpc.version")
            customer, described = batch.results
            self.assertEqual((customer["customer"]["userId"], described["jsonrpc"]), (self.user, "2.0"))
            await rpc.close()

        asyncio.run(run())

    @client("tinyrpc", "stream", "RPCClient over a transport of lines", package="tinyrpc")
    def test_tinyrpc(self):
        rpc = tinyrpc.client.RPCClient(
            tinyrpc.protocols.jsonrpc.JSONRPCProtocol(), LineTransport(self))
        proxy = rpc.get_proxy()

        def call(method, params):
            try:
                return getattr(proxy, method)(**params)
            except tinyrpc.exc.RPCError as error:
                raise Failure(error._jsonrpc_error_code, error.data["reason"]) from error

        self.talk(call, unknown_method=False)


class LineTransport(tinyrpc.transports.ClientTransport):
    """What tinyrpc has no transport of its own for."""

    def __init__(self, test):
        peer = socket.socket(socket.AF_UNIX)
        test.addCleanup(peer.close)
        peer.settimeout(10)
        peer.connect(test.auth)
        self.file = peer.makefile("rwb")
        test.addCleanup(self.file.close)

    def send_message(self, message, expect_reply=True):
        self.file.write(message + b"\n")
        self.file.flush()
        return self.file.readline() if expect_reply else None
