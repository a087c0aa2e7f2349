import Stripe
import Testing

@Suite("The values Stripe's calls are made of")
struct StripeValueTests {
  @Test(
    "Form fields are encoded in order, with plain brackets and everything else escaped",
    arguments: [
      ([(FormKey("email"), "a@b.c")], "email=a%40b.c"),
      ([("b", "1"), ("a", "2")], "b=1&a=2"),
      ([(.metadata("user_id"), "u 1")], "metadata[user_id]=u%201"),
      ([(.address("line1"), "")], "address[line1]="),
      ([("name", "Zoë &=+%[]")], "name=Zo%C3%AB%20%26%3D%2B%25%5B%5D"),
      ([("a", "A-z_0.9~*")], "a=A-z_0.9~%2A"),
      ([(FormKey("a", "b[", "c"), "\n")], "a[b%5B][c]=%0A"),
    ] as [([(FormKey, String)], String)])
  func encodes(_ fields: [(FormKey, String)], _ expected: String) {
    var form = FormBody()
    for (key, value) in fields { form.append(key, value) }
    #expect(String(decoding: form.bytes, as: UTF8.self) == expected)
    #expect(FormBody(frozen: form.bytes) == form)
  }

  @Test("A field without a value is left out")
  func leavesOut() {
    var form = FormBody()
    form.append("a", ifPresent: nil)
    form.append("b", ifPresent: "1")
    #expect(form.bytes == Array("b=1".utf8))
  }

  @Test(
    "A date of HTTP's is read to the second",
    arguments: [
      ("Thu, 01 Jan 1970 00:00:00 GMT", 0), ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777),
      ("Tue, 29 Feb 2000 23:59:59 GMT", 951_868_799),
      ("Thu, 29 Feb 2024 12:00:00 GMT", 1_709_208_000),
      ("Sat, 01 Mar 2025 00:00:00 GMT", 1_740_787_200),
      ("Fri, 31 Dec 2100 23:59:59 GMT", 4_133_980_799),
    ] as [(String, Int64)])
  func readsDate(_ text: String, _ seconds: Int64) {
    #expect(StripeTime(httpDate: text) == StripeTime(seconds: seconds))
  }

  @Test(
    "Anything else is no date",
    arguments: [
      "", "Mon, 06 Nov 1994 08:49:37 GMT", "Sun, 6 Nov 1994 08:49:37 GMT",
      "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
      "Sun, 06 Nov 1994 24:00:00 GMT", "Sun, 06 Nov 1994 08:60:00 GMT",
      "Sun, 06 Nov 1994 08:49:60 GMT", "Sun, 06 Nov 1994 08:49:37 UTC",
      "Wed, 29 Feb 2023 00:00:00 GMT", "Sun, 06 nov 1994 08:49:37 GMT",
      "Sun, 06 Nov 1994 08:49:37 GMT ", "Sun, -6 Nov 1994 08:49:37 GMT",
      "Wed, 31 Dec 1969 23:59:59 GMT", "Sun, 00 Nov 1994 08:49:37 GMT",
    ])
  func refusesDate(_ text: String) {
    #expect(StripeTime(httpDate: text) == nil)
  }

  @Test("Times are compared, moved and told apart in whole seconds")
  func countsTime() {
    let time = StripeTime(seconds: 100)
    #expect(time.advanced(by: .seconds(-300)) == StripeTime(seconds: -200))
    #expect(time.advanced(by: .milliseconds(1_900)) == StripeTime(seconds: 101))
    #expect(StripeTime(seconds: 130).duration(since: time) == .seconds(30))
    #expect(time < StripeTime(seconds: 101))
  }

  @Test("A key shows its mode and a fingerprint, and itself nowhere")
  func hidesKey() throws {
    let key = try StripeKey("rk_live_Abc123")
    #expect(key.mode == .live)
    #expect(try StripeKey("sk_test_1").mode == .test)
    var dumped = ""
    dump(key, to: &dumped)
    for text in [
      "\(key)", String(reflecting: key), dumped, "\([key])", "\(Mirror(reflecting: key))",
    ] {
      #expect(!text.contains("Abc123"))
    }
    #expect(key.fingerprint.count == 16)
    #expect(try key.fingerprint == StripeKey("rk_live_Abc123").fingerprint)
    #expect(try key.fingerprint != StripeKey("rk_live_Abc124").fingerprint)
  }

  @Test(
    "What is not a secret or restricted key is refused",
    arguments: [
      "", "pk_test_1", "sk_test_", "sk_test_1 ", "sk_test_1\n", "sk_prod_1", "SK_TEST_1",
      "sk_live_é",
    ])
  func refusesKey(_ text: String) {
    #expect(throws: StripeInputError.malformedKey) { try StripeKey(text) }
  }

  @Test(
    "An id that could lead elsewhere is refused",
    arguments: ["", "cus_1/sources", "..", "cus_1?x", "cus 1", "cus_%31", "cüs"])
  func refusesID(_ text: String) {
    #expect(throws: StripeInputError.malformedID) { try StripeCustomerID(text) }
  }

  @Test("An idempotency key is printable and at most 255 characters")
  func checksIdempotencyKey() throws {
    #expect(try StripeIdempotencyKey("bc:1/x").text == "bc:1/x")
    let tooLong = String(repeating: "k", count: 256)
    for text in ["", "a b", "a\n", tooLong] {
      #expect(throws: StripeInputError.malformedIdempotencyKey) { try StripeIdempotencyKey(text) }
    }
  }
}
