/// What one text of the stream is.
enum ParsedText {
  case request(Envelope)
  /// The items, no more than the limit.
  case batch([Envelope])
  /// Of a batch of more items than the limit, the ids that can be answered.
  case oversizedBatch([Range<Int>])
}
