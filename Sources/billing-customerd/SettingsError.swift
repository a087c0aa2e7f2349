/// Settings that cannot be used; names the setting, never its secret.
struct SettingsError: Error, CustomStringConvertible {
  let description: String
  var isAboutKey = false
}
