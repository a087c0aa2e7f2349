import CCurl

/// Wakes the thread out of `curl_multi_poll`.
///
/// `@unchecked Sendable`: the pointer is used for `curl_multi_wakeup` alone, the one multi call that
/// libcurl documents as safe from any thread, and only under the mailbox's lock, where it is taken
/// away before the handle is freed.
struct CurlWaker: @unchecked Sendable {
  private let multi: UnsafeMutableRawPointer

  init(multi: UnsafeMutableRawPointer) {
    self.multi = multi
  }

  func wake() {
    // A failure only means that the pipe is full, so that the thread is about to wake anyway.
    _ = curl_multi_wakeup(multi)
  }
}
