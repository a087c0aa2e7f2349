import CustomerAPI
import JSONRPC
import SwiftProtobuf
import Testing

@Suite("Params")
struct ParamsTests {
  @Test("lowerCamelCase and snake_case are understood, null is absent")
  func names() throws {
    let text = #"{"userId":"u1","email_verified":true,"name":null,"source":"platform_signup"}"#
    let params = try GetOrCreateCustomer.decode(JSONText(validating: Array(text.utf8)))
    #expect(params.userID == "u1")
    #expect(params.emailVerified)
    #expect(params.name.isEmpty)
    #expect(params.source == .platformSignup)
  }

  @Test("an empty user id is not an absent one")
  func emptyUserID() throws {
    let text = JSONText(trusted: Array(#"{"userId":""}"#.utf8))
    #expect(try GetOrCreateCustomer.decode(text).hasUserID)
    #expect(try !GetOrCreateCustomer.decode(.emptyObject).hasUserID)
  }

  @Test(
    "what does not fit is INVALID_ARGUMENT, and its field is named",
    arguments: [
      (#"{"emial":"a@b.c"}"#, "emial"),
      (#"{"userId":17}"#, "userId"),
      (#"{"userId":["u"]}"#, "userId"),
      (#"{"emailVerified":"yes"}"#, "emailVerified"),
      (#"{"email_verified":1}"#, "emailVerified"),
      (#"{"source":"signup"}"#, "source"),
      (#"{"source":9}"#, "source"),
      (#"{"source":true}"#, "source"),
      (#"{"wait":"READY ","userId":"u"}"#, "wait"),
      (#"{"address":"1 Main Street"}"#, "address"),
      (#"{"address":{"country":{}}}"#, "address.country"),
      (#"{"address":{"zip":"1"}}"#, "address.zip"),
      (#"{"user_id":"a","userId":"b"}"#, "userId"),
      (#"{"address":{"postalCode":"1", "postal_code" : "2"}}"#, "address.postalCode"),
    ])
  func unfit(text: String, field: String) throws {
    let params = try JSONText(validating: Array(text.utf8))
    let error = try #require(throws: RPCError.self) { try GetOrCreateCustomer.decode(params) }
    #expect(error.status == .invalidArgument)
    #expect(error.reason == .invalidField)
    #expect(error.fieldViolations.map(\.field) == [field])
    #expect(error.message.contains(field))
  }

  @Test("numbers may be strings, as in proto3's JSON, but must fit")
  func numbers() throws {
    func pageSize(_ text: String) throws -> Int32 {
      try ListUsers.decode(JSONText(validating: Array(#"{"pageSize":\#(text)}"#.utf8))).pageSize
    }
    #expect(try pageSize("7") == 7)
    #expect(try pageSize(#""7""#) == 7)
    for text in ["2147483648", "1.5", #""seven""#, "true", "[]"] {
      let error = try #require(throws: RPCError.self) { try pageSize(text) }
      #expect(error.fieldViolations.map(\.field) == ["pageSize"], "\(text)")
    }
  }

  @Test("every field at fault is named, up to a limit")
  func many() throws {
    let members = (0..<40).map { #""x\#($0)":1"# }.joined(separator: ",")
    let params = try JSONText(validating: Array("{\(members)}".utf8))
    let error = try #require(throws: RPCError.self) { try GetUser.decode(params) }
    #expect(error.fieldViolations.count == 16)
  }

  @Test("a message tells no value")
  func noValues() throws {
    let text = #"{"email":["ada@example.com"],"source":"ada@example.com","name":{"a":"Ada"}}"#
    let params = try JSONText(validating: Array(text.utf8))
    let error = try #require(throws: RPCError.self) { try GetOrCreateCustomer.decode(params) }
    #expect(!error.message.contains("ada@example.com") && !error.message.contains("Ada"))
    #expect(error.fieldViolations.map(\.field) == ["email", "source", "name"])
  }

  @Test("an update's mask names fields of the profile only")
  func mask() throws {
    func decode(_ mask: String) throws -> [String] {
      let text = #"{"userId":"u","updateMask":"\#(mask)"}"#
      return try UpdateCustomer.decode(JSONText(validating: Array(text.utf8))).updateMask.paths
    }
    #expect(try decode("email,phone") == ["email", "phone"])
    let error = try #require(throws: RPCError.self) { try decode("email,userId") }
    #expect(error.fieldViolations.map(\.field) == ["updateMask"])
  }

  @Test("what a later client puts into _meta is ignored")
  func metadata() throws {
    let text = #"{"customerId":"cus_1","_meta":{"timeoutMs":5,"colour":"red"}}"#
    let params = try JSONText(validating: Array(text.utf8))
    #expect(try FindUserByCustomer.decode(params).customerID == "cus_1")
    #expect(try Check.decode(JSONText(trusted: Array(#"{"_meta":{"x":1}}"#.utf8))).service == "")
  }

  @Test("random bytes that are JSON never trap", arguments: 0..<200)
  func random(seed: Int) {
    // A small generator of its own, so that a seed says everything.
    var state = UInt64(seed) &* 0x9e37_79b9_7f4a_7c15 | 1
    let pieces = [
      "{", "}", "[", "]", ":", ",", "\"userId\"", "\"address\"", "\"x_y\"", "1", "null", "true",
      "\"\\u00e9\"", "-1e9", " ", "\"pageSize\"", "\"state\"",
    ]
    var text = "{"
    for _ in 0..<40 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      text += pieces[Int(state >> 33) % pieces.count]
    }
    let params = JSONText(trusted: Array(text.utf8))
    _ = try? ListUsers.decode(params)
    _ = try? GetOrCreateCustomer.decode(params)
  }
}
