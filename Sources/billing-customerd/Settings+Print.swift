import CustomerModel
import CustomerService
import Foundation

extension Settings {
  /// The settings in force as a file that `--config` reads; there is no secret among them.
  var printed: String {
    var tree: [String: Any] = [
      "database": database, "listen": listen,
      "namespace": policy.namespace.rawValue,
      "guestEmailMatch": policy.guestEmailMatchesRegistered ? "registered" : "guest-only",
      "adoptGuestEmail": policy.adoptsGuestEmail ? "only" : "never",
      "adoptVerifiedEmail": policy.adoptsVerifiedEmail ? "only" : "never",
      "onDeleted": policy.recreatesDeleted ? "recreate" : "review",
      "log": ["level": logLevel],
      "provisioning": [
        "keyWindow": seconds(policy.attempt.keyWindow),
        "quietTime": seconds(policy.attempt.quietTime),
      ],
      "retry": [
        "initialDelay": seconds(policy.retry.initialDelay),
        "maxDelay": seconds(policy.retry.maxDelay),
      ],
    ]
    if usesSandbox {
      tree["sandbox"] = ["enabled": true, "port": sandboxPort]
    } else {
      tree["stripe"] = ["url": stripeURL, "keyFile": stripeKeyFile ?? ""]
    }
    let options: JSONSerialization.WritingOptions = [
      .prettyPrinted, .sortedKeys, .withoutEscapingSlashes,
    ]
    // Strings, numbers and flags always serialise.
    let data = (try? JSONSerialization.data(withJSONObject: tree, options: options)) ?? Data()
    return String(decoding: data, as: UTF8.self)
  }

  private func seconds(_ duration: Duration) -> Double {
    Double(duration.wholeMilliseconds) / 1000
  }
}
