/// The part of a List request that every list understands.
struct PageQuery: Sendable {
  /// Bounds on `created`, in whole seconds.
  struct Created: Sendable {
    var above: Int64?
    var atLeast: Int64?
    var below: Int64?
    var atMost: Int64?

    func isAboveLowerBound(_ created: Int64) -> Bool {
      above.map { created > $0 } ?? true && atLeast.map { created >= $0 } ?? true
    }

    func isBelowUpperBound(_ created: Int64) -> Bool {
      below.map { created < $0 } ?? true && atMost.map { created <= $0 } ?? true
    }
  }

  var limit = 10
  var startingAfter: ExactString?
  var endingBefore: ExactString?
  var created = Created()

  init(_ params: inout ParamReader) throws(Refusal) {
    limit = Int(try params.integer("limit", in: 1...100) ?? 10)
    startingAfter = try params.text("starting_after").map { ExactString($0) }
    endingBefore = try params.text("ending_before").map { ExactString($0) }
    if startingAfter != nil, endingBefore != nil {
      throw .invalid(
        "ending_before", code: "parameters_exclusive",
        "starting_after and ending_before exclude each other")
    }
    for (path, value) in try params.branches("created") {
      guard let moment = Int64(value) else {
        throw .invalid("created", code: "parameter_invalid_integer", "not an integer")
      }
      switch path {
      case []: (created.atLeast, created.atMost) = (moment, moment)
      case ["gt"]: created.above = moment
      case ["gte"]: created.atLeast = moment
      case ["lt"]: created.below = moment
      case ["lte"]: created.atMost = moment
      default: throw .unknown("created[\(path.joined(separator: "]["))]")
      }
    }
  }

  /// Refuses a cursor that names no object of the register.
  func checkCursors<Item>(
    _ kind: String, in register: Register<Item>
  ) throws(Refusal) {
    if let startingAfter, register.place(of: startingAfter) == nil {
      throw .noSuch(kind, startingAfter.text, param: "starting_after", status: 400)
    }
    if let endingBefore, register.place(of: endingBefore) == nil {
      throw .noSuch(kind, endingBefore.text, param: "ending_before", status: 400)
    }
  }
}
