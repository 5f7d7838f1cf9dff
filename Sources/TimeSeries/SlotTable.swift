/// A type that assigns each id of a block a small number, its slot, in order of first appearance.
///
/// An open-addressing table of slots, with the ids compared in `ids`. Hashing is one multiplication, because handles
/// aren't chosen by an attacker, and a ranking of 200 ids is looked up at every append.
struct SlotTable: Sendable {
    /// The ids by slot.
    private(set) var ids: [UInt32] = []
    /// Slot + 1, or 0 for a free entry; the size is a power of two, at most half full.
    private var places: [UInt16] = Array(repeating: 0, count: 64)

    /// Maximum number of slots of a block.
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

    /// Releases unused capacity, including that of the table if half of it would still leave an eighth free.
    mutating func trim() {
        ids = ids.trimmed()
        guard places.count >= 64, ids.count * 16 <= places.count * 7 else { return }
        places = Array(repeating: 0, count: places.count / 2)
        fill()
    }

    /// Returns the same slots for other ids.
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

    /// Returns the first index to probe: Fibonacci hashing (Knuth, The Art of Computer Programming 3, 6.4), the high
    /// bits of a product.
    private func start(of id: UInt32) -> Int {
        Int((id &* 2_654_435_769) >> 8) & (places.count - 1)
    }
}
