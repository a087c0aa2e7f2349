extension StripeClient {
  /// Reads the account of the key; a restricted key may get `.accountWide(status: 403)`.
  public func retrieveAccount() async -> StripeReply<StripeAccount> {
    await get("/v1/account")
  }
}
