import AuthBilling
import CustomerModel
import FoundationEssentials
import Testing

@Suite("events of the auth service")
struct EventTests {
  private func signup(_ json: String) throws -> UserSignedUp {
    try JSONDecoder().decode(UserSignedUp.self, from: Data(json.utf8))
  }

  @Test(
    "a sign-up is read in both spellings, and unknown fields are ignored",
    arguments: [
      """
      {"id": "u-1", "email": "a@example.com", "name": null, "emailVerified": true,
       "isAnonymous": false, "signupMethod": "password", "signedUpAt": "2026-01-02T03:04:05Z"}
      """,
      """
      {"id": "u-1", "email": "a@example.com", "email_verified": true, "is_anonymous": false,
       "signup_method": "password", "signed_up_at": "2026-01-02T03:04:05Z", "plan": {"id": 7}}
      """,
    ])
  func spellings(json: String) throws {
    let wanted = UserSignedUp(
      id: try UserID("u-1"), email: "a@example.com", emailVerified: true,
      signupMethod: "password", signedUpAt: "2026-01-02T03:04:05Z")
    #expect(try signup(json) == wanted)
    let written = try JSONEncoder().encode(wanted)
    #expect(try JSONDecoder().decode(UserSignedUp.self, from: written) == wanted)
  }

  @Test("an event without a usable id is refused", arguments: [#"{}"#, #"{"id": "a b"}"#])
  func badID(json: String) {
    #expect(throws: DecodingError.self) { try signup(json) }
  }

  @Test("in a change absent keeps, null clears, a text is set")
  func changes() throws {
    let json = #"{"id": "u-1", "email": "b@example.com", "name": null}"#
    let event = try JSONDecoder().decode(UserUpdated.self, from: Data(json.utf8))
    #expect(event.email == .set("b@example.com"))
    #expect(event.name == .clear)
    #expect(event.phone == .keep)
    #expect(event.address == .keep)
    let written = try JSONEncoder().encode(event)
    #expect(try JSONDecoder().decode(UserUpdated.self, from: written) == event)
  }

  @Test("an address is kept, cleared, or set as a whole, in both spellings")
  func addresses() throws {
    func change(_ json: String) throws -> UserUpdated {
      try JSONDecoder().decode(UserUpdated.self, from: Data(json.utf8))
    }
    let cleared = try change(#"{"id": "u-1", "address": null}"#)
    #expect(cleared.address == .clear)
    #expect(!cleared.isEmpty)
    #expect(String(decoding: try JSONEncoder().encode(cleared), as: UTF8.self).contains("null"))
    let set = try change(
      #"{"id": "u-1", "address": {"line1": "Ring 1", "postal_code": "1010", "country": "AT"}}"#)
    #expect(
      set.address == .set(UserAddress(line1: "Ring 1", postalCode: "1010", country: "AT")))
    let written = try JSONEncoder().encode(set)
    #expect(try JSONDecoder().decode(UserUpdated.self, from: written) == set)
    #expect(throws: DecodingError.self) { try change(#"{"id": "u-1", "address": "Ring 1"}"#) }
  }
}
