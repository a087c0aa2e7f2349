/// What happens in one simulated world, drawn from its seed.
struct Scenario: Sendable {
  /// Who asks what, and when.
  var requests: [(at: Duration, PlatformRequest)] = []
  /// Changes of the weather.
  var weather: [(at: Duration, Weather)] = []
  /// After how many steps each life of the daemon ends; the last life does not.
  var lives: [Int] = []
  /// How long it stays dead each time.
  var pauses: [Duration] = []
  /// Whether each death is the machine's, not only the process's.
  var reboots: [Bool] = []
  /// Whether the API key is another one after each death.
  var rotations: [Bool] = []
  /// When the wall clock is set, and how wrong it is then.
  var wallClocks: [(at: Duration, Duration)] = []
  /// When somebody deletes one of the customers, the n-th of those there are.
  var deletions: [(at: Duration, Int)] = []
  /// When somebody writes metadata of their own into a customer.
  var edits: [(at: Duration, Int)] = []
  /// When the disk is full, and when there is room again.
  var fullDisk: [(at: Duration, Bool)] = []
  /// When another system makes a customer for a person, and whether it marks it as its own.
  var strangers: [(at: Duration, person: Int, isMarked: Bool)] = []
  /// From when on nothing more goes wrong.
  var healed: Duration = .zero

  init(_ random: inout WorldRandom) {
    let lengths: [Duration] = [
      .seconds(2), .seconds(60), .seconds(3600), .seconds(8 * 3600), .seconds(30 * 3600),
      .seconds(80 * 3600),
    ]
    let length = random.pick(lengths)
    drawRequests(length, &random)
    drawWeather(length, &random)
    drawDeaths(length, &random)
    drawMishaps(length, &random)
    healed = length
  }

  private mutating func drawRequests(_ length: Duration, _ random: inout WorldRandom) {
    for person in 0...random.below(3) {
      // Some pay before they have an account, some never have one.
      let guestVisits = random.pick([0, 0, 0, 1, 2, 9])
      var payment = person * 100
      var moments = (0...random.below(4)).map { _ in random.duration(.zero, length) }
      moments.sort()
      for (index, at) in moments.enumerated() {
        let request: PlatformRequest
        if index < guestVisits {
          if random.oneIn(2) { payment += 1 }
          request = .checkOut(guest: person, payment: payment)
        } else if random.oneIn(5) {
          request = .pay(user: person, payment: person * 100 + 50)
        } else {
          request = .signUp(
            user: person, verified: random.oneIn(2), waits: random.oneIn(2))
        }
        deliver(request, at: at, &random)
      }
      if random.oneIn(3) { drawRenames(of: person, length, &random) }
    }
  }

  /// The same event may come twice, at once or later.
  private mutating func deliver(
    _ request: PlatformRequest, at: Duration, _ random: inout WorldRandom
  ) {
    requests.append((at, request))
    guard random.oneIn(3) else { return }
    let gaps: [Duration] = [.zero, .milliseconds(3), .seconds(20), .seconds(7200)]
    requests.append((at + random.pick(gaps), request))
  }

  private mutating func drawRenames(
    of person: Int, _ length: Duration, _ random: inout WorldRandom
  ) {
    for number in 0...random.below(3) {
      let request = PlatformRequest.rename(user: person, name: "Name \(person) \(number)")
      requests.append((random.duration(.zero, length), request))
    }
  }

  private mutating func drawWeather(_ length: Duration, _ random: inout WorldRandom) {
    var usual = Weather.fine
    usual.faultRate = random.pick([0, 0, 0.05, 0.3, 0.7] as [Double])
    if random.oneIn(3) { usual.skew = .seconds(100) }
    if random.oneIn(3) { usual.longestStray = .seconds(1) }
    weather.append((.zero, usual))
    guard random.oneIn(2) else { return }
    var down = usual
    down.isDown = true
    let start = random.duration(.zero, length)
    let end = start + random.duration(.seconds(1), .seconds(30 * 3600))
    weather.append((start, down))
    if end < length { weather.append((end, usual)) }
  }

  private mutating func drawDeaths(_ length: Duration, _ random: inout WorldRandom) {
    let deadTimes: [Duration] = [
      .zero, .milliseconds(50), .seconds(5), .seconds(4000), .seconds(22 * 3600),
      .seconds(26 * 3600),
    ]
    for _ in 0..<random.pick([0, 0, 1, 2, 4, 8]) {
      lives.append(1 + random.below(random.pick([20, 100, 400])))
      pauses.append(random.pick(deadTimes))
      reboots.append(random.oneIn(4))
      rotations.append(random.oneIn(6))
    }
  }

  private mutating func drawMishaps(_ length: Duration, _ random: inout WorldRandom) {
    if random.oneIn(4) {
      let errors: [Duration] = [
        .seconds(25 * 3600), .seconds(-30 * 3600), .seconds(365 * 86400), .seconds(-90),
      ]
      for _ in 0...random.below(2) {
        wallClocks.append((random.duration(.zero, length), random.pick(errors)))
      }
    }
    for _ in 0..<random.pick([0, 0, 0, 1, 3]) {
      deletions.append((random.duration(.zero, length), random.below(4)))
    }
    for _ in 0..<random.pick([0, 0, 0, 0, 1, 2]) {
      let at = random.oneIn(2) ? Duration.zero : random.duration(.zero, length)
      strangers.append((at, random.below(2), random.oneIn(2)))
    }
    if random.oneIn(8) { edits.append((random.duration(.zero, length), random.below(4))) }
    if random.oneIn(8) {
      let start = random.duration(.zero, length)
      fullDisk.append((start, true))
      fullDisk.append((start + random.duration(.zero, .seconds(600)), false))
    }
  }
}
