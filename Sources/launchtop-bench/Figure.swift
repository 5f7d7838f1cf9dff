import Foundation

/// One line of output: a figure, and a baseline from the same run for comparison.
struct Figure {
    private var fields: [(String, String)]
    private let value: Double

    init(_ name: String, _ value: Double, _ unit: String, p95: Double? = nil, p99: Double? = nil) {
        self.value = value
        fields = [("figure", "\"\(name)\""), ("value", Self.number(value)), ("unit", "\"\(unit)\"")]
        if let p95 { fields.append(("p95", Self.number(p95))) }
        if let p99 { fields.append(("p99", Self.number(p99))) }
    }

    /// Returns the figure with a baseline.
    ///
    /// - Parameter value: The value of the baseline, in the figure's unit.
    func compared(to baseline: String, _ value: Double) -> Figure {
        var figure = self
        figure.fields += [
            ("baseline", "\"\(baseline)\""), ("baselineValue", Self.number(value)),
            ("ratio", Self.number(self.value / value)),
        ]
        return figure
    }

    /// Returns the figure with the processor time, in the figure's unit.
    func withProcessorTime(_ value: Double, p99: Double) -> Figure {
        var figure = self
        figure.fields += [("cpu", Self.number(value)), ("cpuP99", Self.number(p99))]
        return figure
    }

    func print() {
        Swift.print("{" + fields.map { "\"\($0.0)\":\($0.1)" }.joined(separator: ",") + "}")
        // If a later measurement fails, this figure is still printed.
        fflush(nil)
    }

    private static func number(_ value: Double) -> String { String(format: "%.3g", value) }
}
