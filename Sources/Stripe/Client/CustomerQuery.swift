/// What to ask the customer list for; newest first, deleted ones left out.
///
/// The list is immediately consistent, so absence is proved by paging to the end.
public struct CustomerQuery: Sendable, Hashable {
  /// Only customers made at or after this time.
  public var createdAtOrAfter: StripeTime?
  /// Only customers made at or before this time.
  public var createdAtOrBefore: StripeTime?
  /// Only customers with exactly this address; Stripe minds upper and lower case.
  public var email: String?
  /// Customers a page; held to 1 to 100 when sent.
  public var limit = 100
  /// Where the page before ended: its last customer.
  public var startingAfter: StripeCustomerID?

  /// Asks for everything, a hundred at a time.
  public init() {}

  /// The query as form fields.
  var form: FormBody {
    var form = FormBody()
    form.append(FormKey("created", "gte"), ifPresent: createdAtOrAfter.map { "\($0.seconds)" })
    form.append(FormKey("created", "lte"), ifPresent: createdAtOrBefore.map { "\($0.seconds)" })
    form.append("email", ifPresent: email)
    form.append("limit", "\(min(max(limit, 1), 100))")
    form.append("starting_after", ifPresent: startingAfter?.text)
    return form
  }
}
