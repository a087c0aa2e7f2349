import CurlHTTP
import Foundation

extension HTTPRequest {
  /// The request under another key, or under none.
  func with(key: String?) -> HTTPRequest {
    var fields = HTTPFields()
    for field in self.fields.all where field.name != "Idempotency-Key" {
      fields.append(field.name, field.value)
    }
    if let key { fields.append("Idempotency-Key", key) }
    return HTTPRequest(method, url, fields: fields, body: body, timeout: timeout)
  }
}

extension HTTPResponse {
  /// Stripe saying that it will not have a name.
  static let refusal = HTTPResponse(
    status: 400,
    body: Array(#"{"error":{"type":"invalid_request_error","param":"name","message":"no"}}"#.utf8))

  static func emptyList(_ response: HTTPResponse?) -> HTTPResponse {
    HTTPResponse(
      status: 200, fields: response?.fields ?? HTTPFields(),
      body: Array(#"{"object":"list","data":[],"has_more":false}"#.utf8))
  }

  func without(_ name: String) -> HTTPResponse {
    var fields = HTTPFields()
    for field in self.fields.all where field.name != name { fields.append(field.name, field.value) }
    return HTTPResponse(status: status, fields: fields, body: body)
  }

  func with(_ name: String, _ value: String) -> HTTPResponse {
    var response = self
    response.fields.append(name, value)
    return response
  }

  /// The page changed; an answer that is no page stays as it is.
  func editingPage(_ edit: (inout [String: Any]) -> Void) -> HTTPResponse {
    guard status == 200, var page = object else { return self }
    edit(&page)
    return replacing(page)
  }

  /// The answer with the metadata that were asked for, whatever it was about.
  func claiming(_ request: HTTPRequest) -> HTTPResponse {
    guard status == 200, var object, object["id"] != nil else { return self }
    var metadata: [String: String] = [:]
    for pair in String(decoding: request.body, as: UTF8.self).split(separator: "&") {
      let halves = pair.split(separator: "=", maxSplits: 1).map {
        String($0).removingPercentEncoding ?? ""
      }
      guard halves.count == 2, halves[0].hasPrefix("metadata[") else { continue }
      metadata[String(halves[0].dropFirst(9).dropLast())] = halves[1]
    }
    object["object"] = "customer"
    object["metadata"] = metadata
    object["created"] = object["created"] ?? 1_800_000_000
    object["livemode"] = false
    return replacing(object)
  }

  /// Milliseconds since 1970 as HTTP writes a date.
  static func date(_ milliseconds: Int64) -> String {
    var seconds = time_t(milliseconds / 1000)
    var parts = tm()
    gmtime_r(&seconds, &parts)
    var text = [CChar](repeating: 0, count: 64)
    strftime(&text, text.count, "%a, %d %b %Y %H:%M:%S GMT", &parts)
    return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  private var object: [String: Any]? {
    // What is not JSON is left to the engine.
    (try? JSONSerialization.jsonObject(with: Data(body))) as? [String: Any]
  }

  private func replacing(_ object: [String: Any]) -> HTTPResponse {
    guard let data = try? JSONSerialization.data(withJSONObject: object) else { return self }
    return HTTPResponse(status: status, fields: fields, body: [UInt8](data))
  }
}
