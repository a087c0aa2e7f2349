import CustomerModel
import Testing

@Suite("what follows from an event")
struct AttemptStepTests {
  private func step(_ state: AttemptState, _ event: AttemptEvent) -> AttemptStep {
    AttemptSamples.attempt(state).step(
      for: event, namespace: AttemptSamples.namespace, mode: .test)
  }

  /// What every event leads to while sending, in the order of `AttemptSamples.events`.
  private func expected(ambiguous: Bool) -> [AttemptStep] {
    let candidate = AttemptSamples.candidate("cus_1")
    return [
      .bind(candidate, duplicates: []), .look(candidate), .retry(ambiguous: true),
      .retry(ambiguous: true), .retry(ambiguous: true), .retry(ambiguous: true),
      .retry(ambiguous: ambiguous),
      ambiguous ? .burn(.refusedAfterUnknown) : .replace(omitting: .phone),
      ambiguous ? .burn(.refusedAfterUnknown) : .park("card_declined"), .holdAccount,
      .burn(.replayedFailure), .bind(candidate, duplicates: []), .replaceDeleted(candidate),
      .ignore, .ignore,
    ]
  }

  @Test("while sending, every event has its one step", arguments: [false, true])
  func sending(ambiguous: Bool) {
    let state = AttemptState.sending(AttemptSamples.request, ambiguous: ambiguous)
    for (event, step) in zip(AttemptSamples.events, expected(ambiguous: ambiguous)) {
      #expect(self.step(state, event) == step, "\(event)")
    }
    #expect(AttemptSamples.events.count == expected(ambiguous: ambiguous).count)
  }

  @Test("only a scan settles a burnt attempt: the oldest is bound, none means a new generation")
  func burnt() {
    for event in AttemptSamples.events {
      switch event {
      case .scanned([]):
        #expect(step(AttemptSamples.states[3], event) == .replace(omitting: nil))
      case .scanned:
        #expect(
          step(AttemptSamples.states[3], event)
            == .bind(
              AttemptSamples.candidate("cus_1", created: 1),
              duplicates: [CustomerID(unchecked: "cus_2")]))
      default: #expect(step(AttemptSamples.states[3], event) == .ignore, "\(event)")
      }
    }
  }

  @Test("what was not sent or is settled ignores every event")
  func deaf() {
    for state in AttemptSamples.states where !isSendingOrBurnt(state) {
      for event in AttemptSamples.events { #expect(step(state, event) == .ignore) }
    }
  }

  @Test("a field that was left out and is refused again goes to a person, not round for ever")
  func refusedTwice() {
    let attempt = Attempt(
      subject: AttemptSamples.user, state: .sending(AttemptSamples.request, ambiguous: false),
      omitting: [.phone])
    let step = attempt.step(
      for: .refused(field: .phone, word: "invalid"), namespace: AttemptSamples.namespace,
      mode: .test)
    #expect(step == .park("invalid"))
  }

  @Test("a new generation has a new key and is begun only by a replacement")
  func successor() {
    let next = AttemptSamples.attempt(.superseded).successor(omitting: .email)
    let key = IdempotencyKey.creation(
      namespace: AttemptSamples.namespace, subject: next.subject, generation: next.generation)
    #expect(key != AttemptSamples.key)
    #expect(next.generation == Generation(number: 2))
    #expect(next.omitting == [.email])
    #expect(next.state == .planned)
  }

  private func isSendingOrBurnt(_ state: AttemptState) -> Bool {
    switch state {
    case .sending, .burnt: true
    default: false
    }
  }
}
