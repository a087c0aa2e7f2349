/// A value from outside that cannot be what it claims to be.
///
/// Names the field and the rule that was broken, never the value: values are personal data.
public struct InvalidValue: Error, Sendable, Equatable, CustomStringConvertible {
  /// The rule that was broken.
  public enum Problem: Sendable, Equatable {
    /// Nothing was given where something must be.
    case empty
    /// More than the limit, in characters.
    case tooLong(limit: Int)
    /// A character that the field may not hold.
    case forbiddenCharacter
    /// Not of the field's form.
    case malformed
  }

  /// The field, by its name in the wire contract, such as `email`.
  public let field: String
  /// What is wrong with it.
  public let problem: Problem

  /// Names a broken rule of a field.
  public init(field: String, problem: Problem) {
    self.field = field
    self.problem = problem
  }

  /// One sentence for people, without the value.
  public var description: String {
    switch problem {
    case .empty: "\(field) must not be empty"
    case .tooLong(let limit): "\(field) must not be longer than \(limit) characters"
    case .forbiddenCharacter: "\(field) holds a character that is not allowed there"
    case .malformed: "\(field) is not well-formed"
    }
  }
}
