/// Why a command could not do what it was asked: a sentence for people and a status for programs.
struct ControlError: Error {
  let status: ExitStatus
  let message: String

  init(_ status: ExitStatus, _ message: String) {
    self.status = status
    self.message = message
  }
}
