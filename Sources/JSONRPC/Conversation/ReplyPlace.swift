/// Where a reply goes.
enum ReplyPlace {
  /// Into the stream by itself.
  case alone
  /// Into a batch, at an index.
  case batch(UInt64, Int)
}
