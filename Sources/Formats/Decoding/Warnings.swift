package import Input

/// Warnings about one document. Beyond a limit, further warnings are only counted. Warnings about the same problem are
/// merged into one with a count.
package struct Warnings {
    /// Maximum number of warnings that are kept.
    static let limit = 1_000

    package let origin: String
    private var kept: [InputError] = []
    /// For each kept warning, the number of warnings merged into it, including itself.
    private var counts: [Int] = []
    private var dropped = 0
    /// The indices of kept warnings by their problem. `causes` contains the indices by cause.
    private var positions: [String: Int] = [:]
    private var causes: [AnyHashable: Int] = [:]
    /// The number of problems whose text was computed. It's limited because computing a text may be slow.
    private var textCount = 0

    package init(origin: String) { self.origin = origin }

    package var first: InputError? { list.first }

    /// Adds a warning.
    ///
    /// - Parameters:
    ///   - cause: A value that is equal for warnings about the same problem, whose text is then computed only once.
    ///   - problem: The text of the warning.
    package mutating func add(
        line: Int? = nil,
        column: Int? = nil,
        at location: String? = nil,
        cause: AnyHashable? = nil,
        _ problem: @autoclosure () -> String
    ) {
        if let known = cause.flatMap({ causes[$0] }) {
            counts[known] += 1
            return
        }
        guard textCount < Self.limit else {
            dropped += 1
            return
        }
        textCount += 1
        let text = problem()
        let position = line.map { TextPosition(line: $0, column: column) }
        keep(InputError(origin, position: position, at: location, text), cause: cause)
    }

    /// Adds a warning about a document contained in this one.
    package mutating func add(_ warning: InputError) {
        guard textCount < Self.limit else {
            dropped += warning.count
            return
        }
        textCount += 1
        keep(warning, cause: nil)
    }

    private mutating func keep(_ warning: InputError, cause: AnyHashable?) {
        let position = warning.repeats == nil && warning.count == 1 ? positions[warning.problem] : nil
        if let position { counts[position] += 1 }
        let new = kept.count
        if let cause { causes[cause] = position ?? new }
        guard position == nil else { return }
        positions[warning.problem] = new
        kept.append(warning)
        counts.append(warning.count)
    }

    /// The warnings, followed by one with the number of dropped warnings.
    package var list: [InputError] {
        let warnings = zip(kept, counts).map { warning, count in
            guard count > warning.count else { return warning }
            let isOfOther = warning.origin != origin
            return warning.first(
                of: count,
                isOfOther ? .documents : warning.position != nil ? .lines : .entries
            )
        }
        return dropped == 0
            ? warnings : warnings + [InputError(origin, "\(dropped) more warnings", count: dropped)]
    }
}
