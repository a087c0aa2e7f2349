/// Objects of one kind, by id and in the order of their creation.
struct Register<Item: Sendable>: Sendable {
  /// An object's place: by `created`, then by the order of arrival.
  struct Place: Sendable {
    let created: Int64
    let arrival: Int
    let id: ExactString

    func precedes(_ other: Place) -> Bool {
      (created, arrival) < (other.created, other.arrival)
    }
  }

  private struct Entry: Sendable {
    var item: Item
    let place: Place
  }

  /// All places, oldest first.
  private(set) var places: [Place] = []
  private var entries: [ExactString: Entry] = [:]

  subscript(id: ExactString) -> Item? { entries[id]?.item }

  func place(of id: ExactString) -> Place? { entries[id]?.place }

  /// Puts a new object in its place, or replaces the one that bears the id.
  mutating func put(_ item: Item, id: ExactString, created: Int64) {
    if entries[id] != nil {
      entries[id]?.item = item
      return
    }
    let place = Place(created: created, arrival: entries.count, id: id)
    entries[id] = Entry(item: item, place: place)
    places.insert(place, at: index(in: places) { $0.precedes(place) })
  }

  /// One page, newest first, of `among` (places in ascending order; all when `nil`).
  func page(
    _ query: PageQuery, among: [Place]? = nil, where shown: (Item) -> Bool
  ) -> (items: [Item], hasMore: Bool) {
    let places = among ?? places
    let created = query.created
    var low = index(in: places) { !created.isAboveLowerBound($0.created) }
    var high = index(in: places) { created.isBelowUpperBound($0.created) }
    if let cursor = query.startingAfter.flatMap(place(of:)) {
      high = min(high, index(in: places) { $0.precedes(cursor) })
    }
    if let cursor = query.endingBefore.flatMap(place(of:)) {
      low = max(low, index(in: places) { !cursor.precedes($0) })
    }
    guard low < high else { return ([], false) }
    var found: [Item] = []
    let backwards = query.endingBefore != nil
    var next = backwards ? low : high - 1
    while next >= low, next < high, found.count <= query.limit {
      if let item = entries[places[next].id]?.item, shown(item) { found.append(item) }
      next += backwards ? 1 : -1
    }
    let kept = Array(found.prefix(query.limit))
    return (backwards ? kept.reversed() : kept, found.count > query.limit)
  }

  /// The number of leading places for which `holds` is true; it must not turn true again later.
  private func index(in places: [Place], while holds: (Place) -> Bool) -> Int {
    var low = 0
    var high = places.count
    while low < high {
      let middle = (low + high) / 2
      if holds(places[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
