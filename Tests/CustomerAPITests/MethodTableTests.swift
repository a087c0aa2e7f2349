import JSONRPC
import SwiftProtobuf
import Testing

@testable import CustomerAPI

@Suite("The table of methods")
struct MethodTableTests {
  @Test("there is a method type for every rpc, and none besides")
  func methodsAreTheRPCs() {
    let names = APIMethods.all.map { $0.name.full }
    #expect(Set(names) == Set(Definitions.current.rpcs.keys))
    #expect(names.count == Set(names).count)
  }

  @Test("a method, its type and its page have one stem", arguments: APIMethods.all.indices)
  func stems(index: Int) {
    let method = APIMethods.all[index]
    #expect(String(describing: method) == method.name.bare)
  }

  @Test("a method's messages and streaming are those of its rpc", arguments: APIMethods.all.indices)
  func messages(index: Int) throws {
    let method = APIMethods.all[index]
    let rpc = try #require(Definitions.current.rpcs[method.name.full])
    #expect(messageNames(of: method) == [rpc.params, rpc.result])
    #expect(method.streams == rpc.streams)
  }

  @Test("auth and intake may call CustomerService and health, ops everything")
  func roles() {
    for method in APIMethods.all {
      let isAdmin = method.name.full.contains(".CustomerAdmin/")
      #expect(method.roles == (isAdmin ? [.ops] : [.auth, .intake, .ops]), "\(method)")
    }
  }

  @Test("what only reads has 2 seconds")
  func deadlines() {
    for method in APIMethods.all where method.idempotency == .noSideEffects {
      #expect(method.defaultDeadline == .seconds(2), "\(method)")
    }
  }

  private func messageNames<Contract: MessageMethod>(of method: Contract.Type) -> [String] {
    [Contract.Params.protoMessageName, Contract.Result.protoMessageName]
  }
}
