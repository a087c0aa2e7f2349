/// A method that can be called, not only answered: the other half of its two codecs.
public protocol ClientMethod: Method {
  /// Writes params: an object without `_meta`.
  static func encode(params: Params) throws(RPCError) -> JSONText
  /// Reads a result; fields that are not known yet are ignored, since v1 only grows.
  static func decode(result: JSONText) throws(RPCError) -> Result
}
