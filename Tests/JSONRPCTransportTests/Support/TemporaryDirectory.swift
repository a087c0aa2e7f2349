import Glibc
import JSONRPCTransport

/// A fresh directory for the sockets of one test.
struct TemporaryDirectory {
  let path: String

  init() throws {
    var template = Array("/tmp/rpc-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else {
      throw TransportError(.system, "cannot make a temporary directory")
    }
    path = String(cString: made)
  }

  /// The path of a socket named `name` in here.
  func socket(_ name: String) throws -> SocketPath {
    try SocketPath("\(path)/\(name).sock")
  }

  /// Removes the directory and the files that are directly in it.
  func remove() {
    if let entries = opendir(path) {
      while let entry = readdir(entries) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name != ".", name != ".." { unlink("\(path)/\(name)") }
      }
      closedir(entries)
    }
    rmdir(path)
  }
}
