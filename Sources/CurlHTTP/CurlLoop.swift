import CCurl

/// The thread: adds transfers, lets libcurl work, hands out results, until it is told to stop.
///
/// Not sendable: made, used and freed on its own thread.
final class CurlLoop {
  /// Wake-ups come from libcurl's timers and the mailbox; this only bounds the wait.
  private static let longestWait = Duration.seconds(60)

  private static let globalResult: CURLcode = ccurl_global_init()

  private let multi: UnsafeMutableRawPointer
  private let mailbox: CurlMailbox
  private var transfers: [CurlCall: CurlTransfer] = [:]
  private var calls: [UnsafeMutableRawPointer: CurlCall] = [:]
  /// When exchanges end that wait for a connection: libcurl does not time those (seen with 7.88).
  private var waiting: [CurlCall: ContinuousClock.Instant] = [:]

  private init?(mailbox: CurlMailbox) {
    guard let multi = curl_multi_init() else { return nil }
    self.multi = multi
    self.mailbox = mailbox
    let connections = mailbox.limits.connections
    _ = ccurl_multi_set_long(multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, connections)
    _ = ccurl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, connections)
  }

  /// Starts the thread; it ends when the mailbox is stopped.
  static func start(mailbox: CurlMailbox) throws(HTTPTransportError) {
    guard globalResult == CURLE_OK else { throw .notSent(.setup(code: globalResult.rawValue)) }
    let context = Unmanaged.passRetained(mailbox)
    let error = ccurl_thread_start(
      "curl",
      { context in
        guard let context else { return }
        let mailbox = Unmanaged<CurlMailbox>.fromOpaque(context).takeRetainedValue()
        CurlLoop(mailbox: mailbox)?.run()
        for submission in mailbox.detach() { submission.refuse(.notSent(.shutDown)) }
        mailbox.finish()
      }, context.toOpaque())
    guard error == 0 else {
      context.release()
      throw .notSent(.setup(code: UInt32(bitPattern: error)))
    }
  }

  private func run() {
    mailbox.attach(CurlWaker(multi: multi))
    while step() {}
    for submission in mailbox.detach() { submission.refuse(.notSent(.shutDown)) }
    for call in Array(transfers.keys) {
      guard let transfer = remove(call) else { continue }
      transfer.finish(.failure(transfer.failure(shutDown: true)))
    }
    _ = curl_multi_cleanup(multi)
  }

  /// One turn; false when the thread has to end.
  private func step() -> Bool {
    let delivery = mailbox.take()
    if delivery.isStopping {
      for submission in delivery.submissions { submission.refuse(.notSent(.shutDown)) }
      return false
    }
    for submission in delivery.submissions { add(submission) }
    for call in delivery.cancellations { remove(call)?.finish(.failure(.cancelled)) }
    var running: Int32 = 0
    guard curl_multi_perform(multi, &running) == CURLM_OK else { return false }
    collectFinished()
    let wait = expireWaiting(now: ContinuousClock.now).wholeMilliseconds
    return curl_multi_poll(multi, nil, 0, Int32(clamping: wait), nil) == CURLM_OK
  }

  /// Ends what has waited too long, and tells how long until that may happen next.
  private func expireWaiting(now: ContinuousClock.Instant) -> Duration {
    var next = Self.longestWait
    for (call, deadline) in waiting {
      if transfers[call]?.mayHaveLeft != false {
        waiting[call] = nil
      } else if deadline <= now {
        remove(call)?.finish(.failure(.notSent(.deadline)))
      } else {
        next = min(next, deadline - now)
      }
    }
    return next
  }

  private func add(_ submission: CurlSubmission) {
    guard let transfer = CurlTransfer(submission, limits: mailbox.limits) else {
      return submission.refuse(.notSent(.setup(code: CURLE_FAILED_INIT.rawValue)))
    }
    let added = transfer.isReady && curl_multi_add_handle(multi, transfer.easy) == CURLM_OK
    guard added else {
      return transfer.finish(.failure(.notSent(.setup(code: transfer.setupResult.rawValue))))
    }
    transfers[submission.call] = transfer
    let timeout = mailbox.limits.timeout(of: submission.request)
    waiting[submission.call] = ContinuousClock.now + timeout
    calls[transfer.easy] = submission.call
  }

  private func collectFinished() {
    var left: Int32 = 0
    while let message = curl_multi_info_read(multi, &left) {
      // The message is freed with the handle, so it is read first.
      let result = ccurl_message_result(message)
      guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle,
        let call = calls[easy], let transfer = remove(call)
      else { continue }
      transfer.finish(transfer.outcome(of: result))
    }
  }

  private func remove(_ call: CurlCall) -> CurlTransfer? {
    guard let transfer = transfers.removeValue(forKey: call) else { return nil }
    calls[transfer.easy] = nil
    waiting[call] = nil
    _ = curl_multi_remove_handle(multi, transfer.easy)
    return transfer
  }
}
