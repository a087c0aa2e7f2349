import CustomerModel
import Testing

@Suite("what an attempt wants done next")
struct AttemptActionTests {
  private func action(
    _ state: AttemptState, at now: StripeInstant?, credential: String = "one"
  ) -> AttemptAction {
    AttemptSamples.attempt(state).action(
      at: now, credential: credential, policy: AttemptSamples.policy)
  }

  @Test(
    "an open attempt learns Stripe's time before anything else", arguments: AttemptSamples.states)
  func timeFirst(state: AttemptState) {
    #expect(action(state, at: nil) == (state.isOpen ? .learnStripeTime : .rest))
  }

  @Test("a planned attempt is frozen before it is sent")
  func planned() {
    #expect(action(.planned, at: AttemptSamples.at(0)) == .freeze)
  }

  @Test("a frozen request is sent while Stripe surely remembers its key, and burnt after")
  func window() {
    let state = AttemptState.sending(AttemptSamples.request, ambiguous: true)
    #expect(action(state, at: AttemptSamples.at(0)) == .send(AttemptSamples.request))
    #expect(action(state, at: AttemptSamples.at(71_999)) == .send(AttemptSamples.request))
    #expect(action(state, at: AttemptSamples.at(72_000)) == .burn(.windowOver))
    #expect(action(state, at: AttemptSamples.at(90_000)) == .burn(.windowOver))
  }

  @Test("a key of another credential is burnt, as Stripe scopes keys by credential")
  func rotated() {
    let state = AttemptState.sending(AttemptSamples.request, ambiguous: false)
    #expect(
      action(state, at: AttemptSamples.at(0), credential: "two") == .burn(.credentialRotated))
  }

  @Test("a burnt attempt rests for its quiet time, then is looked for from before its watermark")
  func quiet() {
    let state = AttemptSamples.states[3]
    #expect(action(state, at: AttemptSamples.at(3599)) == .wait(until: AttemptSamples.at(3600)))
    #expect(action(state, at: AttemptSamples.at(3600)) == .scan(from: AttemptSamples.at(-300)))
  }

  @Test("a settled attempt wants nothing, ever", arguments: AttemptSamples.states)
  func settled(state: AttemptState) {
    guard !state.isOpen else { return }
    #expect(action(state, at: AttemptSamples.at(0)) == .rest)
    #expect(action(state, at: AttemptSamples.at(999_999), credential: "two") == .rest)
  }
}
