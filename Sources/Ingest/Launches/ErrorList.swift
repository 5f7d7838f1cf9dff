import Market

/// Collects what is wrong with a file, so that all of it can be told at once; not more than anybody will read.
struct ErrorList {
    /// Most faults that are kept.
    static let limit = 50

    private(set) var faults: [IngestError] = []
    /// How many there were beyond the limit.
    private(set) var more = 0

    var isEmpty: Bool { faults.isEmpty }

    /// In the order of the file, as far as it is known.
    var inOrder: [IngestError] {
        faults.enumerated().sorted { left, right in
            guard let one = left.element.position, let other = right.element.position else {
                return (left.element.position == nil ? 0 : 1, left.offset)
                    < (right.element.position == nil ? 0 : 1, right.offset)
            }
            return (one, left.offset) < (other, right.offset)
        }
        .map(\.element)
    }

    mutating func note(_ fault: IngestError) {
        if faults.count < Self.limit { faults.append(fault) } else { more += 1 }
    }

    /// Notes every key that is not among `known`, with the one that was perhaps meant.
    mutating func refuseOthers(than known: Set<String>, in table: TOMLReader, of what: String) {
        for key in table.keys where !known.contains(key) {
            let hint = Suggestion.question(for: key, among: known.sorted()).map { "; \($0)" } ?? ""
            note(table.fault(key, "is not a key of \(what)\(hint)", isName: true))
        }
    }
}
