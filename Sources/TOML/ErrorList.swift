package import Input

/// A type that collects the errors in a file, up to a limit.
package struct ErrorList {
    /// The maximum number of errors that are kept.
    package static let limit = 50

    package private(set) var errors: [InputError] = []
    /// The number of errors beyond the limit.
    package private(set) var more = 0

    package init() {}

    /// The number of errors, including those beyond the limit.
    package var count: Int { errors.count + more }
    package var isEmpty: Bool { errors.isEmpty }

    /// The errors in file order. Errors without a position come first.
    package var inOrder: [InputError] {
        errors.enumerated().sorted { left, right in
            guard let one = left.element.position, let other = right.element.position else {
                return (left.element.position == nil ? 0 : 1, left.offset)
                    < (right.element.position == nil ? 0 : 1, right.offset)
            }
            return (one, left.offset) < (other, right.offset)
        }
        .map(\.element)
    }

    package mutating func append(_ error: InputError) {
        if errors.count < Self.limit { errors.append(error) } else { more += 1 }
    }

    /// Adds an error for each key of `table` that isn't among `known`.
    package mutating func rejectUnknownKeys(in table: TOMLReader, known: [String]) {
        for key in table.keys where !known.contains(key) {
            append(table.unknownKey(key, known: known.map { ($0, []) }))
        }
    }
}
