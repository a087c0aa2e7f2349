import FuzzDriver

// The fuzz targets that need nothing but this package.
private let chosen = Driver.chosen(of: [
  "framing": Framing.self, "dispatcher": Conversation.self, "stripe": StripeAnswer.self,
  "form": Form.self,
])

/// What libFuzzer's own `main` calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  chosen.check(Array(UnsafeBufferPointer(start: data, count: size)))
  return 0
}
