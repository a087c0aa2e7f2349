/// What a server says to a client.
public enum ServerMessage: Sendable {
  /// The answer to a request.
  case result(RequestNumber, JSONText)
  /// The error of a request; without a number it concerns the connection.
  case error(RequestNumber?, RPCError)
  /// How far a call has come, with the notification's own number, from 1.
  case progress(RequestNumber, sequence: Int64, Progress)
}
