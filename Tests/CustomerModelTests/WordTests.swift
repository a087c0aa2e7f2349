import CustomerModel
import Testing

@Suite("words that cannot be wrong")
struct WordTests {
  @Test(
    "an id outside its alphabet or length is refused",
    arguments: ["", "a b", "a\"b", "a'b", "a\\b", "a[b", "a]b", "é", "a\u{0}b", "a\nb", "\u{7f}"])
  func badIDs(text: String) {
    #expect(throws: InvalidValue.self) { try UserID(text) }
  }

  @Test("an id may be 128 bytes and no more")
  func longIDs() throws {
    #expect(try UserID(String(repeating: "x", count: 128)).rawValue.utf8.count == 128)
    #expect(throws: InvalidValue(field: "userId", problem: .tooLong(limit: 128))) {
      try UserID(String(repeating: "x", count: 129))
    }
  }

  @Test("an e-mail is trimmed and keeps its case; its key lowers ASCII letters only")
  func email() throws {
    let email = try EmailAddress("  Ada.LOVELACE@Exämple.COM\u{00a0}")
    #expect(email.text == "Ada.LOVELACE@Exämple.COM")
    #expect(email.key.text == "ada.lovelace@exämple.com")
    #expect(try EmailAddress("Ä@x.de").key != EmailAddress("ä@x.de").key)
  }

  @Test("canonically equal addresses are different keys: they are different bytes")
  func canonical() throws {
    let (composed, decomposed) = (
      try EmailAddress("\u{00e9}@x.de"), try EmailAddress("e\u{0301}@x.de")
    )
    #expect(composed.text == decomposed.text)
    #expect(composed.key != decomposed.key)
  }

  @Test(
    "what is no address is refused",
    arguments: ["", "  ", "a", "@x", "a@", "a@b@c", "a b@c.d", "a＠b.c", "+49 30 123"])
  func badEmails(text: String) {
    #expect(throws: InvalidValue.self) { try EmailAddress(text) }
  }

  @Test("lengths are Stripe's: 512 for an e-mail, 256 for a name, 20 for a phone number")
  func lengths() throws {
    let local = String(repeating: "x", count: 510)
    #expect(try EmailAddress(local + "@y").text.count == 512)
    #expect(throws: InvalidValue.self) { try EmailAddress(local + "x@y") }
    #expect(try PersonName(String(repeating: "名", count: 256)).text.count == 256)
    #expect(throws: InvalidValue.self) { try PersonName(String(repeating: "名", count: 257)) }
    #expect(throws: InvalidValue.self) { try PhoneNumber(String(repeating: "1", count: 21)) }
  }

  @Test("an error names the field and never the value")
  func silent() {
    do {
      _ = try EmailAddress("secret")
    } catch {
      #expect(error.field == "email")
      #expect(!"\(error)".contains("secret"))
    }
  }
}
