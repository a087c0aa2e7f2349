/// A program of nothing.
@main
struct Program {
  static func main() async { print("nothing") }
}
