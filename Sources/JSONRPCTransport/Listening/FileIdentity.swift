import Glibc

/// Which file a path names at one moment: device, inode and kind.
struct FileIdentity: Equatable {
  private let device: UInt
  private let inode: UInt
  /// Whether it is a socket.
  let isSocket: Bool

  /// Looks at `path` without following a symbolic link; nil when nothing is there.
  init?(_ path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return nil }
    device = UInt(status.st_dev)
    inode = UInt(status.st_ino)
    isSocket = status.st_mode & S_IFMT == S_IFSOCK
  }
}
