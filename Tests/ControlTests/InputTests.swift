import CustomerAPI
import SwiftProtobuf
import Testing

@testable import billing_customerctl

@Suite("what the command reads")
struct InputTests {
  @Test("a sign-up event goes on as it is, blanks and capitals included")
  func event() throws {
    let line =
      #"{"id":"u-1","email":" ADA@example.com ","name":"José","email_verified":true,"x":1}"#
    let request = try SignupEvent(json: Array(line.utf8)).request(wait: .stored)
    #expect(request.userID == "u-1")
    #expect(request.email == " ADA@example.com ")
    #expect(request.name == "José")
    #expect(request.emailVerified)
    #expect(!request.anonymous)
    #expect(request.source == .platformSignup)
    #expect(request.wait == .stored)
  }

  @Test("an anonymous event without e-mail and name is one too")
  func anonymous() throws {
    let line = #"{"id":"u-2","email":null,"name":null,"is_anonymous":true}"#
    let request = try SignupEvent(json: Array(line.utf8)).request(wait: .ready)
    #expect(request.anonymous)
    #expect(request.email.isEmpty)
  }

  @Test(
    "what is no event is refused without repeating any of it",
    arguments: ["", "[]", "{}", #"{"id":7}"#, #"{"id":"u","email":["ada@example.com"]}"#])
  func badEvent(line: String) {
    let error = #expect(throws: ControlError.self) { try SignupEvent(json: Array(line.utf8)) }
    #expect(error?.status == .badInput)
    #expect(error?.message.contains("ada@example.com") == false)
  }

  @Test("a change names what it sets and what it clears, nothing else")
  func patch() throws {
    let json = #"{"name":"Ada","phone":null,"address":{"line1":"1 Road","postalCode":"X1"}}"#
    let request = try ProfilePatch(json: Array(json.utf8)).request(for: "u-1")
    #expect(request.updateMask.paths == ["name", "phone", "address"])
    #expect(request.name == "Ada")
    #expect(!request.hasPhone)
    #expect(!request.hasEmail)
    #expect(request.address.line1 == "1 Road")
    #expect(request.address.postalCode == "X1")
  }

  @Test(
    "a change that names nothing, or is none, is refused",
    arguments: ["{}", #"{"nmae":"Ada"}"#, "[]", "null", #"{"name":1}"#])
  func badPatch(json: String) {
    #expect(throws: ControlError.self) { try ProfilePatch(json: Array(json.utf8)) }
  }
}
