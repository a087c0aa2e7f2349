import CustomerService
import JSONRPC

/// What `GET /metrics` answers: counters in Prometheus's text format, version 0.0.4.
///
/// Labels hold no ids and nothing personal. Ledger counts are in `GetStatus`, where they may cost a
/// scan; a scrape costs nothing.
enum MetricsPage {
  static let contentType = "text/plain; version=0.0.4; charset=utf-8"

  static func text(
    _ counts: DispatcherCounts, _ engine: CustomerEngine, isServing: Bool, isTrusted: Bool
  ) -> String {
    let rows: [(name: String, kind: String, help: String, value: Int)] = [
      ("requests_total", "counter", "Requests that reached a method.", counts.requests),
      ("errors_total", "counter", "Replies that were errors.", counts.errors),
      ("faults_total", "counter", "Texts that were no request.", counts.faults),
      (
        "refused_notifications_total", "counter", "Notifications that were not executed.",
        counts.refusedNotifications
      ),
      ("calls_under_way", "gauge", "Calls that are under way.", counts.callsUnderWay),
      (
        "attempts_under_way", "gauge", "Customers that are being made.", engine.attemptsUnderWay
      ),
      ("updates_under_way", "gauge", "Updates on their way to Stripe.", engine.updatesUnderWay),
      ("serving", "gauge", "1 while new work is taken.", isServing ? 1 : 0),
      ("ledger_trusted", "gauge", "0 before a lost ledger is rebuilt.", isTrusted ? 1 : 0),
    ]
    let plain = rows.map { row in
      head(row.name, row.kind, row.help) + "\(prefix)\(row.name) \(row.value)\n"
    }
    return plain.joined() + replies(counts) + stripeCalls(engine)
  }

  private static let prefix = "billing_customer_"

  private static func replies(_ counts: DispatcherCounts) -> String {
    let name = "replies_total"
    let rows = counts.replies.map { reply in
      let method = reply.method?.bare ?? "none"
      let status = reply.status?.word ?? "OK"
      return "\(prefix)\(name){method=\"\(method)\",status=\"\(status)\"} \(reply.count)\n"
    }
    return head(name, "counter", "Answers by method and status.") + rows.joined()
  }

  private static func stripeCalls(_ engine: CustomerEngine) -> String {
    let name = "stripe_calls_total"
    let rows = engine.stripeCalls.map { call in
      let labels = "endpoint=\"\(call.endpoint)\",outcome=\"\(call.outcome)\""
      return "\(prefix)\(name){\(labels)} \(call.count)\n"
    }
    return head(name, "counter", "Calls to Stripe by endpoint and outcome.") + rows.joined()
  }

  private static func head(_ name: String, _ kind: String, _ help: String) -> String {
    "# HELP \(prefix)\(name) \(help)\n# TYPE \(prefix)\(name) \(kind)\n"
  }
}
