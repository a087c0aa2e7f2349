import Foundation
import Testing

@Suite("Paying, over HTTP and with the real daemon", .timeLimit(.minutes(2)))
struct CheckoutTests {
  @Test("A checkout charges the user's customer")
  func user() async throws {
    try await Platform.run { platform async throws in
      let user = try #require(try await platform.signUp("ada@example.com")["id"])
      let customer = try await platform.customer(of: user)
      let signedIn = try await platform.checkOut("ip-1", user: user)
      #expect(signedIn["customerID"] == customer)
      #expect(signedIn.flag("offersSavedPaymentMethods") == true)
      #expect(try await platform.customer(ofIntent: signedIn["paymentIntent"]) == customer)
      // Known by the address alone: the same customer, but not the cards of whoever types it.
      let byAddress = try await platform.checkOut("ip-2", email: "Ada@Example.com")
      #expect(byAddress["customerID"] == customer)
      #expect(byAddress.flag("offersSavedPaymentMethods") == false)
      #expect(try await platform.customers().count == 1)
    }
  }

  @Test("A guest gets one customer, however often they pay, and keeps it when they sign up")
  func guest() async throws {
    try await Platform.run { platform async throws in
      let first = try await platform.checkOut("ip-1", email: "guest@example.com")
      let customer = try #require(first["customerID"])
      #expect(try await platform.customer(ofIntent: first["paymentIntent"]) == customer)
      let again = try await platform.checkOut("ip-1", email: "guest@example.com")
      #expect(again["customerID"] == customer)
      #expect(again["paymentIntent"] == first["paymentIntent"])
      let other = try await platform.checkOut("ip-2", email: "guest@example.com")
      #expect(other["customerID"] == customer)
      let signup = try await platform.signUp("guest@example.com", verified: true)
      #expect(signup["customerID"] == customer)
      let user = try #require(signup["id"])
      let held = try await eventually("stripe knows the owner") {
        let customers = try await platform.customers()
        return customers.first?.metadata["user_id"] == user ? customers : nil
      }
      #expect(held.map(\.id) == [customer])
    }
  }

  @Test("A checkout whose daemon does not answer goes on without a customer")
  func daemonDown() async throws {
    try await Platform.run { platform async throws in
      let intake = try Program(
        "\(Program.directory)/IntakePaymentsService",
        environment: [
          "BILLING_SOCKET": "\(platform.directory)/nobody.sock", "STRIPE_URL": platform.sandbox,
          "PORT": "0",
        ])
      do {
        let address = try await intake.announced("listening on ([0-9.:]+)")
        let answer = try await Web(
          "POST", "http://\(address)/checkout",
          #"{"intakePaymentID": "ip-1", "email": "a@b.c", "amount": 5, "currency": "eur"}"#)
        #expect(answer.status == 200)
        #expect(answer["paymentIntent"]?.hasPrefix("pi_") == true)
        #expect(answer["customerID"] == nil)
      } catch {
        await intake.end()
        throw error
      }
      await intake.end()
    }
  }

  @Test("A checkout that makes no sense is refused as such")
  func invalid() async throws {
    try await Platform.run { platform async throws in
      #expect(try await platform.checkOut("ip 1", email: "guest@example.com").status == 400)
      #expect(try await platform.checkOut("ip-1", email: "nobody").status == 400)
      #expect(try await platform.customers().isEmpty)
    }
  }
}
