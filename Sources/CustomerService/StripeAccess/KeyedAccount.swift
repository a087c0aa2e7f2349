/// The account that an API key opens, as far as the key may say.
enum KeyedAccount: Equatable {
  /// Its id.
  case named(String)
  /// The key may not read it, as many restricted keys.
  case unreadable
}
