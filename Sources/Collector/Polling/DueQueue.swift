import Market

/// A priority queue of unique items by due time. Items with the same due time keep their insertion order.
///
/// The queue is a binary heap with an index of the items. Adding, moving and removing an item is O(log n); `first` is
/// O(1).
struct DueQueue<Item: Hashable & Sendable>: Sendable {
    private struct Entry: Sendable {
        var due: Timestamp
        var sequence: UInt64
        var item: Item
    }

    private var heap: [Entry] = []
    private var indices: [Item: Int] = [:]
    private var sequence: UInt64 = 0

    var count: Int { heap.count }
    var first: (item: Item, due: Timestamp)? { heap.first.map { ($0.item, $0.due) } }

    func contains(_ item: Item) -> Bool { indices[item] != nil }

    /// Adds an item, or changes its due time. O(log n).
    mutating func set(_ item: Item, due: Timestamp) {
        sequence += 1
        let entry = Entry(due: due, sequence: sequence, item: item)
        if let index = indices[item] {
            // An item with an unchanged due time keeps its position.
            guard heap[index].due != due else { return }
            heap[index] = entry
            sink(rise(index))
        } else {
            heap.append(entry)
            indices[item] = heap.count - 1
            rise(heap.count - 1)
        }
    }

    mutating func remove(_ item: Item) {
        guard let index = indices.removeValue(forKey: item) else { return }
        let last = heap.removeLast()
        guard index < heap.count else { return }
        heap[index] = last
        indices[last.item] = index
        sink(rise(index))
    }

    mutating func popFirst() -> (item: Item, due: Timestamp)? {
        guard let first else { return nil }
        remove(first.item)
        return first
    }

    /// Shifts all due times by a number of seconds. O(n).
    mutating func shift(by seconds: Int64) {
        for index in heap.indices { heap[index].due = heap[index].due + seconds }
    }

    private func isBefore(_ left: Int, _ right: Int) -> Bool {
        (heap[left].due, heap[left].sequence) < (heap[right].due, heap[right].sequence)
    }

    private mutating func swap(_ left: Int, _ right: Int) {
        heap.swapAt(left, right)
        indices[heap[left].item] = left
        indices[heap[right].item] = right
    }

    @discardableResult
    private mutating func rise(_ start: Int) -> Int {
        var index = start
        while index > 0, isBefore(index, (index - 1) / 2) {
            swap(index, (index - 1) / 2)
            index = (index - 1) / 2
        }
        return index
    }

    private mutating func sink(_ start: Int) {
        var index = start
        while true {
            var minimum = index
            for child in [2 * index + 1, 2 * index + 2] where child < heap.count && isBefore(child, minimum) {
                minimum = child
            }
            if minimum == index { return }
            swap(index, minimum)
            index = minimum
        }
    }
}
