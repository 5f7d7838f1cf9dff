/// Gives each id that occurs in a block a small number, its slot, in order of first sight.
///
/// An open-addressing table over the ids themselves: the table holds slots, the ids are compared in `ids`. Hashing is
/// one multiplication, because a handle is no stranger's key and a list of two hundred is looked up at every append.
struct SlotTable: Sendable {
    /// By slot.
    private(set) var ids: [UInt32] = []
    /// Slot + 1, or 0 for a free place; a power of two, at most half full.
    private var places: [UInt16] = Array(repeating: 0, count: 64)

    /// Most slots in one block.
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

    /// The slot of `id`, a new one if it has none.
    ///
    /// - Precondition: there are fewer than `limit` slots.
    mutating func insert(_ id: UInt32) -> Int {
        var place = start(of: id)
        while places[place] != 0 {
            let slot = Int(places[place]) - 1
            if ids[slot] == id { return slot }
            place = (place + 1) & (places.count - 1)
        }
        precondition(ids.count < Self.limit, "more than \(Self.limit) ids in one block of a ranking")
        ids.append(id)
        places[place] = UInt16(ids.count)
        if ids.count * 2 > places.count { grow() }
        return ids.count - 1
    }

    /// Gives back room that is not used; places too, where the half of them would still leave an eighth free.
    mutating func trim() {
        ids = ids.trimmed()
        guard places.count >= 64, ids.count * 16 <= places.count * 7 else { return }
        places = Array(repeating: 0, count: places.count / 2)
        fill()
    }

    /// The same slots for other ids.
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

    /// Fibonacci hashing (Knuth, The Art of Computer Programming 3, 6.4): the high bits of a product.
    private func start(of id: UInt32) -> Int {
        Int((id &* 2_654_435_769) >> 8) & (places.count - 1)
    }
}
