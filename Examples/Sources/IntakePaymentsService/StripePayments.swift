import Foundation
import FoundationNetworking
import Hummingbird
import IntakePaymentsBilling

/// The one call to Stripe that is this service's own.
struct StripePayments: Sendable {
  struct PaymentIntent: Decodable {
    let id: String
    let clientSecret: String
  }

  let baseURL: String
  let key: String

  func createPaymentIntent(
    amount: Int, currency: String, parameters: [PaymentIntentParameter], idempotencyKey: String
  ) async throws -> PaymentIntent {
    guard let url = URL(string: baseURL + "/v1/payment_intents") else {
      throw HTTPError(.internalServerError)
    }
    var request = URLRequest(url: url, timeoutInterval: 30)
    request.httpMethod = "POST"
    request.setValue("Bearer \(key)", forHTTPHeaderField: "Authorization")
    request.setValue(idempotencyKey, forHTTPHeaderField: "Idempotency-Key")
    request.setValue("application/x-www-form-urlencoded", forHTTPHeaderField: "Content-Type")
    let fields =
      [("amount", "\(amount)"), ("currency", currency)] + parameters.map { ($0.name, $0.value) }
    request.httpBody = Data(
      fields.map { "\(Self.escaped($0.0))=\(Self.escaped($0.1))" }.joined(separator: "&").utf8)
    let (body, response) = try await URLSession.shared.data(for: request)
    guard (response as? HTTPURLResponse)?.statusCode == 200 else {
      throw HTTPError(.badGateway, message: "the payment cannot be created now")
    }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(PaymentIntent.self, from: body)
  }

  /// Percent-encodes all but what RFC 3986 calls unreserved.
  private static func escaped(_ text: String) -> String {
    let plain = CharacterSet(
      charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
    return text.addingPercentEncoding(withAllowedCharacters: plain) ?? ""
  }
}
