import History
import Market

/// The number of sources in each condition.
struct SourceConditions: Hashable, Sendable {
    private let counts: [SourceHealth.Condition: Int]

    init(of sources: [SourceHealth], at now: Timestamp) {
        counts = sources.reduce(into: [:]) { counts, source in
            if let condition = source.condition(at: now) { counts[condition, default: 0] += 1 }
        }
    }

    /// The number of sources with any of the conditions.
    var count: Int { counts.values.reduce(0, +) }

    /// The condition that all sources with a problem share; `nil` if there are several conditions or none.
    var only: SourceHealth.Condition? { counts.count == 1 ? counts.keys.first : nil }

    /// The counts as text: "1 failing, 2 stale"; empty if no source has a problem.
    var text: String { texts.joined(separator: ", ") }

    /// The count of each condition that occurs, as text: "1 failing", "2 stale".
    var texts: [String] {
        SourceHealth.Condition.allCases.compactMap { condition in
            counts[condition].map { "\(NumberFormat.grouped($0)) \(condition.rawValue)" }
        }
    }
}
