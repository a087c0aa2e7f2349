/// One generation of making one subject's customer: a state machine without I/O.
///
/// `action(at:credential:policy:)` says what to do next; what came of it goes into `step(for:)`,
/// which says what to commit. Neither reads a clock, a store or a socket.
public struct Attempt: Hashable, Sendable {
  /// Whom the customer is for.
  public let subject: Subject
  /// Which try this is.
  public let generation: Generation
  /// Where it stands.
  public var state: AttemptState
  /// Profile fields that Stripe refused and that are therefore left out.
  public var omitting: Set<ProfileField>

  /// An attempt in a given state.
  public init(
    subject: Subject, generation: Generation = .first, state: AttemptState = .planned,
    omitting: Set<ProfileField> = []
  ) {
    self.subject = subject
    self.generation = generation
    self.state = state
    self.omitting = omitting
  }

  /// The attempt that follows when this one is certain to have left no living customer.
  public func successor(omitting field: ProfileField? = nil) -> Attempt {
    var fields = omitting
    if let field { fields.insert(field) }
    return Attempt(subject: subject, generation: generation.next, omitting: fields)
  }
}
