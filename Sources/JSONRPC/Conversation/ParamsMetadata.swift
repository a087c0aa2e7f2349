/// Where `_meta` stands inside the params.
struct ParamsMetadata {
  /// Its value.
  let value: Range<Int>
  /// What to leave out so that the params are an object without it.
  var cut: Range<Int>
}
