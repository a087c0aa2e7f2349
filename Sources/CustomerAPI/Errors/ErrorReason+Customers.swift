public import JSONRPC

/// Why the methods of this API refuse; `proto-docs/errors.md` documents each.
extension ErrorReason {
  /// `userId` is empty, longer than 128 bytes, or holds a character outside its alphabet.
  public static let userIDInvalid = ErrorReason("USER_ID_INVALID")
  /// `customerId` is empty, longer than 255 bytes, or holds a character outside its alphabet.
  public static let customerIDInvalid = ErrorReason("CUSTOMER_ID_INVALID")
  /// `intakePaymentId` is empty, longer than 128 bytes, or outside its alphabet.
  public static let intakePaymentIDInvalid = ErrorReason("INTAKE_PAYMENT_ID_INVALID")
  /// `email` is missing where one is needed, or not an e-mail address.
  public static let emailInvalid = ErrorReason("EMAIL_INVALID")
  /// `email` is longer than 512 characters.
  public static let emailTooLong = ErrorReason("EMAIL_TOO_LONG")
  /// `name` holds a control character.
  public static let nameInvalid = ErrorReason("NAME_INVALID")
  /// `name` is longer than 256 characters.
  public static let nameTooLong = ErrorReason("NAME_TOO_LONG")
  /// `phone` is longer than 20 characters or holds a control character.
  public static let phoneInvalid = ErrorReason("PHONE_INVALID")
  /// A part of `address` is too long or holds a control character, or `country` is none.
  public static let addressInvalid = ErrorReason("ADDRESS_INVALID")
  /// There is no `userId`, `email` or `intakePaymentId`: nobody is named.
  public static let subjectMissing = ErrorReason("SUBJECT_MISSING")
  /// `source` is not one that the caller's role may state.
  public static let sourceNotAllowed = ErrorReason("SOURCE_NOT_ALLOWED")
  /// The update neither gives nor clears a field.
  public static let updateEmpty = ErrorReason("UPDATE_EMPTY")
  /// `pageSize` is negative or over 100.
  public static let pageSizeInvalid = ErrorReason("PAGE_SIZE_INVALID")
  /// `pageToken` is not one that a page of this method bore.
  public static let pageTokenInvalid = ErrorReason("PAGE_TOKEN_INVALID")
  /// No such user is known.
  public static let userNotFound = ErrorReason("USER_NOT_FOUND")
  /// The customer is not, and never was, a subject's of this ledger.
  public static let customerNotFound = ErrorReason("CUSTOMER_NOT_FOUND")
  /// The payment was answered before for another user.
  public static let intakePaymentOfAnother = ErrorReason("INTAKE_PAYMENT_OF_ANOTHER")
  /// The user was erased; nothing is made or stored for them again.
  public static let userErased = ErrorReason("USER_ERASED")
  /// Another reconcile is under way.
  public static let reconcileRunning = ErrorReason("RECONCILE_RUNNING")
  /// Stripe does not answer, and the call cannot be answered without it.
  public static let stripeUnavailable = ErrorReason("STRIPE_UNAVAILABLE")
  /// Stripe refuses the API key: an operator must act before anything is sent.
  public static let accountOnHold = ErrorReason("ACCOUNT_ON_HOLD")
  /// The ledger cannot be read or written.
  public static let ledgerUnavailable = ErrorReason("LEDGER_UNAVAILABLE")
  /// The daemon takes no new work.
  public static let draining = ErrorReason("DRAINING")
}
