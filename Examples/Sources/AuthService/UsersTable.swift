import AuthBilling
import CustomerModel
import Foundation
import Hummingbird
import Synchronization

/// The service's users, in a file of JSON lines: the last line of a user is how they stand.
///
/// It stands in for the database that a real service has.
final class UsersTable: Sendable {
  private struct State {
    var file: FileHandle
    var users: [String: User] = [:]
    var idOfAddress: [String: String] = [:]
  }

  private let state: Mutex<State>

  init(path: String) throws {
    let url = URL(filePath: path)
    if !FileManager.default.fileExists(atPath: path) { try Data().write(to: url) }
    let file = try FileHandle(forUpdating: url)
    var state = State(file: file)
    for line in try (file.readToEnd() ?? Data()).split(separator: UInt8(ascii: "\n")) {
      Self.place(try JSONDecoder().decode(User.self, from: line), in: &state)
    }
    self.state = Mutex(state)
  }

  /// Users whose customer is not known here yet: billing may not have heard of them.
  var usersWithoutCustomer: [User] {
    state.withLock { state in state.users.values.filter { $0.customerID == nil } }
  }

  func user(_ id: String) throws -> User {
    guard let user = state.withLock({ $0.users[id] }) else { throw HTTPError(.notFound) }
    return user
  }

  /// Adds a user; on return they are on disk.
  func add(_ form: SignupForm) throws -> User {
    let newcomer = User(
      id: UUID().uuidString, email: form.email, name: form.name,
      emailVerified: form.emailVerified ?? false)
    return try state.withLock { try Self.save(newcomer, in: &$0) }
  }

  /// Remembers what billing told.
  func keep(_ customerID: CustomerID, of id: String) throws -> User {
    try edit(id) { $0.customerID = customerID.rawValue }
  }

  func change(
    _ id: String, email: Change<String>, name: Change<String>
  ) throws -> User {
    try edit(id) { user in
      switch email {
      case .keep: break
      case .set(let address): (user.email, user.emailVerified) = (address, false)
      case .clear: (user.email, user.emailVerified) = (nil, false)
      }
      switch name {
      case .keep: break
      case .set(let text): user.name = text
      case .clear: user.name = nil
      }
    }
  }

  private func edit(_ id: String, _ body: (inout User) -> Void) throws -> User {
    try state.withLock { state in
      guard var user = state.users[id] else { throw HTTPError(.notFound) }
      body(&user)
      return try Self.save(user, in: &state)
    }
  }

  /// Writes a user unless the address is another's.
  private static func save(_ user: User, in state: inout State) throws -> User {
    if let address = user.email?.lowercased(), let owner = state.idOfAddress[address],
      owner != user.id
    {
      throw HTTPError(.conflict, message: "this address has an account already")
    }
    try state.file.write(contentsOf: JSONEncoder().encode(user) + Data("\n".utf8))
    try state.file.synchronize()
    place(user, in: &state)
    return user
  }

  private static func place(_ user: User, in state: inout State) {
    if let before = state.users[user.id]?.email { state.idOfAddress[before.lowercased()] = nil }
    if let address = user.email { state.idOfAddress[address.lowercased()] = user.id }
    state.users[user.id] = user
  }
}
