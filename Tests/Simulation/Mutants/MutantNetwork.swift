import CurlHTTP
import CustomerModel
import Foundation
import StripeSandbox
import Synchronization

/// Lies to the engine, or to Stripe in its name, as a mutant does.
final class MutantNetwork: HTTPTransport {
  private let network: StripeNetwork
  private let mutant: Mutant
  private let host: Host
  /// How often each key met the failure that the mutant minds, or was sent.
  private let counts = Mutex<[String: Int]>([:])

  init(_ network: StripeNetwork, _ mutant: Mutant, _ host: Host) {
    self.network = network
    self.mutant = mutant
    self.host = host
  }

  func send(_ request: HTTPRequest) async throws(HTTPTransportError) -> HTTPResponse {
    let isCreation = request.method == .post && request.url.text.hasSuffix("/v1/customers")
    let isList = request.method == .get && request.url.text.contains("/v1/customers?")
    let sent = isCreation ? changed(request) : isList ? changedList(request) : request
    do throws(HTTPTransportError) {
      let response = try await network.send(sent)
      if isCreation { return answer(response, to: request) }
      return dated(isList ? answerToList(response, request) : response)
    } catch {
      return try consequence(of: error, isCreation: isCreation, isList: isList)
    }
  }

  // MARK: - What is sent

  private func changed(_ request: HTTPRequest) -> HTTPRequest {
    guard let key = request.fields["Idempotency-Key"] else { return request }
    switch mutant {
    case .sendsFreshKeys: return request.with(key: "\(key)-\(count(key))")
    case .sendsNoKey: return request.with(key: nil)
    case .hashesBodyIntoKey:
      var changing = request
      changing.body += Array("&description=try\(count(key))".utf8)
      var hash: UInt64 = 14_695_981_039_346_656_037
      for byte in changing.body { hash = (hash ^ UInt64(byte)) &* 1_099_511_628_211 }
      return changing.with(key: "body-\(hash)")
    case .takesNewKeyAfter500, .takesNewKeyAfter409:
      let failures = counts.withLock { $0[key] ?? 0 }
      return failures == 0 ? request : request.with(key: "\(key)-\(failures)")
    default: return request
    }
  }

  private func count(_ key: String) -> Int {
    counts.withLock { counts in
      counts[key, default: 0] += 1
      return counts[key] ?? 0
    }
  }

  private func changedList(_ request: HTTPRequest) -> HTTPRequest {
    guard mutant == .readsNewestOnly,
      let url = try? HTTPURL(request.url.text.replacing("limit=100", with: "limit=1"))
    else { return request }
    return HTTPRequest(request.method, url, fields: request.fields)
  }

  // MARK: - What is believed

  private func answer(_ response: HTTPResponse, to request: HTTPRequest) -> HTTPResponse {
    let key = request.fields["Idempotency-Key"] ?? ""
    switch mutant {
    case .takesNewKeyAfter500 where response.status >= 500: _ = count(key)
    case .takesNewKeyAfter409 where response.status == 409: _ = count(key)
    case .ignoresReplay: return response.without("Idempotent-Replayed")
    case .bindsAnything: return response.claiming(request)
    case .takesSilenceForRefusal where response.status >= 500: return .refusal
    default: break
    }
    return dated(response)
  }

  private func answerToList(_ response: HTTPResponse, _ request: HTTPRequest) -> HTTPResponse {
    switch mutant {
    case .trustsAddresses where request.url.text.contains("email="):
      return response.editingPage { page in
        let data = page["data"] as? [[String: Any]] ?? []
        page["data"] = data.map { $0.merging(["metadata": [String: String]()]) { $1 } }
      }
    case .takesFailureForAbsence where response.status != 200: return .emptyList(response)
    case .readsNewestOnly: return response.editingPage { $0["has_more"] = false }
    case .trustsSearch:
      let limit = Int(host.world.stripeNow.seconds) - 5 * 3600
      return response.editingPage { page in
        let data = page["data"] as? [[String: Any]] ?? []
        page["data"] = data.filter { ($0["created"] as? Int ?? 0) < limit }
      }
    default: return response
    }
  }

  private func dated(_ response: HTTPResponse) -> HTTPResponse {
    guard mutant == .trustsWallClock else { return response }
    return response.without("Date").with("Date", HTTPResponse.date(host.wallNow().milliseconds))
  }

  private func consequence(
    of error: HTTPTransportError, isCreation: Bool, isList: Bool
  ) throws(HTTPTransportError) -> HTTPResponse {
    guard case .outcomeUnknown = error else { throw error }
    switch mutant {
    case .takesSilenceForRefusal where isCreation: return .refusal
    case .takesSilenceForNotSent where isCreation: throw .notSent(.cannotConnect)
    case .takesFailureForAbsence where isList: return .emptyList(nil)
    default: throw error
    }
  }
}
