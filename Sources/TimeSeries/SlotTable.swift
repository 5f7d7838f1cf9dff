/// A type that assigns each id in a block a small number, its slot, in order of first appearance.
///
/// The table is an open-addressing hash table of slots, and ids are compared in `ids`. A hash is a single
/// multiplication: it must be fast, because all ids of a ranking are looked up at every append, and needn't resist
/// attacks, because ids are handles that launchtop assigns.
struct SlotTable: Sendable {
    /// The ids, indexed by slot.
    private(set) var ids: [UInt32] = []
    /// The hash table, whose entries are a slot + 1, or 0 if free. Its size is a power of two. It is at most half full,
    /// or seven eighths full after ``trim()``.
    private var places: [UInt16] = Array(repeating: 0, count: 64)

    /// A table without slots. All copies share its memory.
    static let empty = SlotTable()

    /// The maximum number of slots in a block.
    static let limit = Int(UInt16.max)

    var count: Int { ids.count }
    var byteCount: Int { ids.capacity * 4 + places.capacity * 2 }

    func slot(of id: UInt32) -> Int? {
        var place = start(of: id)
        while places[place] != 0 {
            let slot = Int(places[place]) - 1
            if ids[slot] == id { return slot }
            place = (place + 1) & (places.count - 1)
        }
        return nil
    }

    /// Returns the slot of `id`, adding one if needed.
    ///
    /// - Precondition: There are fewer than `limit` slots.
    mutating func insert(_ id: UInt32) -> Int {
        var place = start(of: id)
        while places[place] != 0 {
            let slot = Int(places[place]) - 1
            if ids[slot] == id { return slot }
            place = (place + 1) & (places.count - 1)
        }
        precondition(ids.count < Self.limit, "more than \(Self.limit) ids in one block")
        ids.append(id)
        places[place] = UInt16(ids.count)
        if ids.count * 2 > places.count { grow() }
        return ids.count - 1
    }

    /// Releases unused capacity. Halves the hash table if at least an eighth of it is then still free.
    mutating func trim() {
        ids = ids.trimmed()
        guard places.count >= 64, ids.count * 16 <= places.count * 7 else { return }
        places = Array(repeating: 0, count: places.count / 2)
        fill()
    }

    /// Returns a table with the same slots in which each id is replaced by the result of calling `name` with it.
    func renamed(_ name: (UInt32) -> UInt32) -> SlotTable {
        var table = self
        table.ids = ids.map(name)
        table.fill()
        return table
    }

    private mutating func grow() {
        places = Array(repeating: 0, count: places.count * 2)
        fill()
    }

    private mutating func fill() {
        for place in places.indices { places[place] = 0 }
        for (slot, id) in ids.enumerated() {
            var place = start(of: id)
            while places[place] != 0 { place = (place + 1) & (places.count - 1) }
            places[place] = UInt16(slot + 1)
        }
    }

    /// Returns the first index to probe for an id, computed by Fibonacci hashing from the higher bits of a product
    /// (Knuth, The Art of Computer Programming 3, 6.4).
    private func start(of id: UInt32) -> Int {
        Int((id &* 2_654_435_769) >> 8) & (places.count - 1)
    }
}
