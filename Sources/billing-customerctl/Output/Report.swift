import CustomerAPI
import Foundation
import SwiftProtobuf

/// Prints answers: a two-column table for people, or the daemon's JSON for programs.
enum Report {
  typealias Row = (name: String, value: String)

  /// Prints `message` as JSON if asked for, else `rows` without the empty ones.
  static func print(
    _ message: some Message, _ options: ConnectionOptions, rows: @autoclosure () -> [Row]
  ) throws {
    if options.json {
      print(json: try message.jsonUTF8Bytes())
    } else {
      print(rows: rows())
    }
  }

  static func print(_ tally: SignupTally, _ options: ConnectionOptions) {
    if options.json {
      let fields = tally.counts.map { "\"\($0.name)\":\($0.count)" }
      print(json: Array("{\(fields.joined(separator: ","))}".utf8))
    } else {
      print(rows: tally.counts.map { ($0.name, String($0.count)) })
    }
  }

  static func print(json: [UInt8]) {
    FileHandle.standardOutput.write(Data(json + [UInt8(ascii: "\n")]))
  }

  private static func print(rows: [Row]) {
    let shown = rows.filter { !$0.value.isEmpty }
    let width = (shown.map(\.name.count).max() ?? 0) + 2
    for row in shown {
      let padding = String(repeating: " ", count: width - row.name.count)
      Swift.print(row.name + padding + printable(row.value))
    }
  }

  /// A name may hold anything; a terminal must not obey it.
  private static func printable(_ text: String) -> String {
    let controls: (Unicode.Scalar) -> Bool = { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) }
    return String(
      String.UnicodeScalarView(text.unicodeScalars.map { controls($0) ? "\u{FFFD}" : $0 }))
  }

  static func rows(of customer: WireCustomer) -> [Row] {
    [
      ("user", customer.userID),
      ("customer", customer.customerID),
      ("state", "\(customer.state)"),
      ("email", customer.email),
      ("name", customer.name),
      ("phone", customer.phone),
      ("created", customer.hasCreatedAt ? time(customer.createdAt) : ""),
      ("mode", customer.livemode ? "live" : "test"),
    ]
  }

  static func time(_ moment: Google_Protobuf_Timestamp) -> String {
    Date(timeIntervalSince1970: TimeInterval(moment.seconds)).formatted(.iso8601)
  }
}
