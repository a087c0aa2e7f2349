import JSONRPC

/// What `GET /metrics` answers: counters in Prometheus's text format, version 0.0.4.
///
/// Labels hold no ids and nothing personal. Ledger counts are in `GetStatus`, where they may cost a
/// scan; a scrape costs nothing.
enum MetricsPage {
  static let contentType = "text/plain; version=0.0.4; charset=utf-8"

  static func text(_ counts: DispatcherCounts, isServing: Bool, isTrusted: Bool) -> String {
    let rows: [(name: String, kind: String, help: String, value: Int)] = [
      ("requests_total", "counter", "Requests that reached a method.", counts.requests),
      ("errors_total", "counter", "Replies that were errors.", counts.errors),
      ("faults_total", "counter", "Texts that were no request.", counts.faults),
      (
        "refused_notifications_total", "counter", "Notifications that were not executed.",
        counts.refusedNotifications
      ),
      ("calls_under_way", "gauge", "Calls that are under way.", counts.callsUnderWay),
      ("serving", "gauge", "1 while new work is taken.", isServing ? 1 : 0),
      ("ledger_trusted", "gauge", "0 before a lost ledger is rebuilt.", isTrusted ? 1 : 0),
    ]
    return rows.map { row in
      let name = "billing_customer_\(row.name)"
      return "# HELP \(name) \(row.help)\n# TYPE \(name) \(row.kind)\n\(name) \(row.value)\n"
    }.joined()
  }
}
