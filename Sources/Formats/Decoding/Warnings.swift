package import Input

/// The warnings about one document, up to a limit. Beyond it, only their number is kept.
package struct Warnings {
    /// Maximum number of warnings that are kept.
    static let limit = 1_000

    package let origin: String
    private var kept: [InputError] = []
    private var dropped = 0

    package init(origin: String) { self.origin = origin }

    package var first: InputError? { kept.first }

    package mutating func add(
        line: Int? = nil,
        column: Int? = nil,
        at location: String? = nil,
        _ problem: @autoclosure () -> String
    ) {
        guard kept.count < Self.limit else {
            dropped += 1
            return
        }
        let position = line.map { TextPosition(line: $0, column: column) }
        kept.append(InputError(origin, position: position, at: location, problem()))
    }

    /// Adds a warning about a document contained in this one.
    package mutating func add(_ warning: InputError) {
        guard kept.count < Self.limit else {
            dropped += warning.count
            return
        }
        kept.append(warning)
    }

    /// The warnings, followed by one with the number of dropped warnings.
    package var list: [InputError] {
        dropped == 0 ? kept : kept + [InputError(origin, "\(dropped) more warnings", count: dropped)]
    }
}
