import Canvas

/// A metric with its samples, in the OpenMetrics text format, version 1.0
/// (<https://github.com/prometheus/OpenMetrics/blob/main/specification/OpenMetrics.md>).
struct MetricFamily: Hashable, Sendable {
    enum Kind: String, Sendable {
        case gauge, counter
    }

    struct Sample: Hashable, Sendable {
        var labels: [Label]
        var value: Int64
    }

    struct Label: Hashable, Sendable {
        let name: String
        let value: String

        init(_ name: String, _ value: String) { (self.name, self.value) = (name, value) }

        /// The label with an escaped value: `app="1559935726"`. Names of apps can contain any character.
        var text: String {
            let escaped = DisplayText(value).text.map { character in
                switch character {
                case "\\": "\\\\"
                case "\"": "\\\""
                default: String(character)
                }
            }
            return "\(name)=\"\(escaped.joined())\""
        }
    }

    /// The name without the suffix `_total` of a counter.
    var name: String
    var kind = Kind.gauge
    var help: String
    var samples: [Sample]

    /// Creates a family with one sample without labels.
    init(_ name: String, _ help: String, kind: Kind = .gauge, value: Int64) {
        self.init(name, help, kind: kind, samples: [Sample(labels: [], value: value)])
    }

    init(_ name: String, _ help: String, kind: Kind = .gauge, samples: [Sample]) {
        (self.name, self.kind, self.help, self.samples) = (name, kind, help, samples)
    }

    /// The lines of the family; empty if it has no samples.
    var lines: [String] {
        guard !samples.isEmpty else { return [] }
        let suffix = kind == .counter ? "_total" : ""
        return ["# TYPE \(name) \(kind.rawValue)", "# HELP \(name) \(help)"]
            + samples.map { sample in
                let labels = sample.labels.isEmpty ? "" : "{\(sample.labels.map(\.text).joined(separator: ","))}"
                return "\(name)\(suffix)\(labels) \(sample.value)"
            }
    }

    /// Returns an exposition of all families.
    static func text(of families: [MetricFamily]) -> String {
        (families.flatMap(\.lines) + ["# EOF"]).joined(separator: "\n") + "\n"
    }
}
