/// The oldest event of the spool and the bytes that it takes there.
struct SpoolLine: Sendable {
  let notice: Notice
  let byteCount: Int
}
