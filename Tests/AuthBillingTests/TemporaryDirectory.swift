import Glibc
import JSONRPCTransport

/// A fresh directory for the files of one test.
struct TemporaryDirectory {
  let path: String

  init() throws {
    var template = Array("/tmp/auth-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else {
      throw TransportError(.system, "cannot make a temporary directory")
    }
    path = String(cString: made)
  }

  /// The path of a socket in here.
  func socket() throws -> SocketPath { try SocketPath("\(path)/daemon.sock") }

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
