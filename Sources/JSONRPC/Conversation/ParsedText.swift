/// What one text of the stream is.
enum ParsedText {
  case request(Envelope)
  /// The items, and whether there were more than the limit; then the items without an id that can
  /// be answered are left out.
  case batch([Envelope], isTooLarge: Bool)
}
