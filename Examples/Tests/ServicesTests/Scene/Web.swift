import Foundation
import FoundationNetworking

/// What an HTTP server answered.
struct Web {
  let status: Int
  let body: Data

  /// Sends a request with JSON in its body.
  init(_ method: String, _ url: String, _ json: String? = nil) async throws {
    guard let address = URL(string: url) else { throw URLError(.badURL) }
    var request = URLRequest(url: address, timeoutInterval: 20)
    request.httpMethod = method
    request.httpBody = json.map { Data($0.utf8) }
    request.setValue("application/json", forHTTPHeaderField: "Content-Type")
    request.setValue("Bearer sk_test_sandbox", forHTTPHeaderField: "Authorization")
    let (body, response) = try await URLSession.shared.data(for: request)
    status = (response as? HTTPURLResponse)?.statusCode ?? 0
    self.body = body
  }

  /// A text of the object in the body.
  subscript(_ name: String) -> String? { object[name] as? String }

  /// A flag of the object in the body.
  func flag(_ name: String) -> Bool? { object[name] as? Bool }

  private var object: [String: Any] {
    (try? JSONSerialization.jsonObject(with: body)) as? [String: Any] ?? [:]
  }
}
