/// The `error` object of Stripe's refusals; its message is not read, since it may hold personal data.
struct StripeErrorBody: Decodable {
  private struct Detail: Decodable {
    let type: String?
    let code: String?
    let param: String?
  }

  private enum CodingKeys: String, CodingKey {
    case error
  }

  /// The broad kind, such as `invalid_request_error`.
  let type: String?
  /// The exact kind, such as `resource_missing`.
  let code: String?
  /// The parameter at fault.
  let param: String?

  init(from decoder: any Decoder) throws {
    let detail = try decoder.container(keyedBy: CodingKeys.self).decode(Detail.self, forKey: .error)
    type = detail.type
    code = detail.code
    param = detail.param
  }
}
