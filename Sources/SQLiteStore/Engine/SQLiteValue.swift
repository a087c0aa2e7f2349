/// A value on its way into or out of a statement.
enum SQLiteValue {
  case integer(Int64)
  case text(String)
  case blob([UInt8])
  case null

  static func text(_ text: String?) -> SQLiteValue { text.map { .text($0) } ?? .null }
  static func integer(_ number: Int64?) -> SQLiteValue { number.map { .integer($0) } ?? .null }
  static func integer(_ number: Int) -> SQLiteValue { .integer(Int64(number)) }
  static func flag(_ flag: Bool) -> SQLiteValue { .integer(flag ? 1 : 0) }
}
