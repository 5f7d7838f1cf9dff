import Market

/// Things by the instant at which they are due, each once; of one instant, those that came first come first.
///
/// A binary heap that knows where each thing is, so that one can be moved or taken out: O(log n) each, `first` O(1).
struct DueQueue<Item: Hashable & Sendable>: Sendable {
    private struct Entry: Sendable {
        var due: Timestamp
        var turn: UInt64
        var item: Item
    }

    private var heap: [Entry] = []
    private var places: [Item: Int] = [:]
    private var turns: UInt64 = 0

    var count: Int { heap.count }
    var isEmpty: Bool { heap.isEmpty }
    var first: (item: Item, due: Timestamp)? { heap.first.map { ($0.item, $0.due) } }

    func contains(_ item: Item) -> Bool { places[item] != nil }

    /// Puts `item` in, or moves it.
    mutating func set(_ item: Item, due: Timestamp) {
        turns += 1
        let entry = Entry(due: due, turn: turns, item: item)
        if let place = places[item] {
            // One that stays at its instant keeps its turn.
            guard heap[place].due != due else { return }
            heap[place] = entry
            sink(rise(place))
        } else {
            heap.append(entry)
            places[item] = heap.count - 1
            rise(heap.count - 1)
        }
    }

    mutating func remove(_ item: Item) {
        guard let place = places.removeValue(forKey: item) else { return }
        let last = heap.removeLast()
        guard place < heap.count else { return }
        heap[place] = last
        places[last.item] = place
        sink(rise(place))
    }

    mutating func popFirst() -> (item: Item, due: Timestamp)? {
        guard let first else { return nil }
        remove(first.item)
        return first
    }

    /// Moves all by so many seconds. O(n).
    mutating func shift(by seconds: Int64) {
        for place in heap.indices { heap[place].due = heap[place].due + seconds }
    }

    private func isBefore(_ left: Int, _ right: Int) -> Bool {
        (heap[left].due, heap[left].turn) < (heap[right].due, heap[right].turn)
    }

    private mutating func swap(_ left: Int, _ right: Int) {
        heap.swapAt(left, right)
        places[heap[left].item] = left
        places[heap[right].item] = right
    }

    @discardableResult
    private mutating func rise(_ start: Int) -> Int {
        var place = start
        while place > 0, isBefore(place, (place - 1) / 2) {
            swap(place, (place - 1) / 2)
            place = (place - 1) / 2
        }
        return place
    }

    private mutating func sink(_ start: Int) {
        var place = start
        while true {
            var least = place
            for child in [2 * place + 1, 2 * place + 2] where child < heap.count && isBefore(child, least) {
                least = child
            }
            if least == place { return }
            swap(place, least)
            place = least
        }
    }
}
