import FuzzDriver

// The fuzz target of the whole way of bytes, SwiftNIO included.
private let chosen = Driver.chosen(of: ["http": Exchange.self])

/// What libFuzzer's own `main` calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  chosen.check(Array(UnsafeBufferPointer(start: data, count: size)))
  return 0
}
