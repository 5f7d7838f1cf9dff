/// The warnings about one document, up to a limit. Beyond it, only their number is kept.
struct Warnings {
    /// Maximum number of warnings that are kept.
    static let limit = 1_000

    let origin: String
    private var kept: [IngestError] = []
    private var dropped = 0

    init(origin: String) { self.origin = origin }

    var first: IngestError? { kept.first }
    /// Number of warnings, including dropped ones.
    var count: Int { kept.count + dropped }

    mutating func add(
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
        kept.append(IngestError(origin, position: position, at: location, problem()))
    }

    /// Adds a warning about a document contained in this one.
    mutating func add(_ warning: IngestError) {
        guard kept.count < Self.limit else {
            dropped += warning.count
            return
        }
        kept.append(warning)
    }

    /// The warnings, followed by one with the number of dropped warnings.
    var list: [IngestError] {
        dropped == 0 ? kept : kept + [IngestError(origin, "\(dropped) more warnings", count: dropped)]
    }
}
