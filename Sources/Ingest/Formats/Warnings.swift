/// What could not be used in one document, up to a limit; of more, only the number is kept.
struct Warnings {
    /// Most sentences that are kept.
    static let limit = 1_000

    let origin: String
    private var kept: [IngestError] = []
    private var dropped = 0

    init(origin: String) { self.origin = origin }

    var first: IngestError? { kept.first }
    /// With those that are not kept.
    var count: Int { kept.count + dropped }

    mutating func add(at place: String?, _ problem: @autoclosure () -> String) {
        guard kept.count < Self.limit else {
            dropped += 1
            return
        }
        kept.append(IngestError(origin, at: place, problem()))
    }

    /// Adds a warning of a document that is packed in this one.
    mutating func add(_ warning: IngestError) {
        guard kept.count < Self.limit else {
            dropped += warning.count
            return
        }
        kept.append(warning)
    }

    /// All of them, and last how many more there were.
    var list: [IngestError] {
        dropped == 0 ? kept : kept + [IngestError(origin, "has \(dropped) more such faults", count: dropped)]
    }
}
