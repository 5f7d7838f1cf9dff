import Growth
import Market

extension GrowthReport {
    /// A growth figure as text, for the page, its exports and cards.
    struct Line: Hashable, Sendable {
        let label: String
        /// The value with its symbol and range, or the reason why there is none.
        let value: String
        let isKnown: Bool
        let kind: FigureKind
        let method: String
        /// The source of the underlying data.
        let source: String
        /// The line without technical terms, for the facts of an app; `nil` to leave it out there.
        var plain: Plain?
    }

    /// The label and the value of a line in plain words.
    struct Plain: Hashable, Sendable {
        let label: String
        let value: String
    }

    /// All lines: downloads first, then ranks.
    var lines: [Line] { downloads.flatMap(\.lines) + ranks.flatMap(\.lines) }

    /// The lines that have a value.
    var knownLines: [Line] { lines.filter(\.isKnown) }

    /// The lines that have a value, in plain words.
    var plainLines: [Plain] { knownLines.compactMap(\.plain) }
}

extension DownloadGrowth {
    static let paceMethod =
        "mean of the last \(DownloadPace.meanDays) complete days; "
        + "range: 10th to 90th percentile of the last \(DownloadPace.spreadDays)"
    static let accelerationMethod = "change in downloads/day per day: (v(t) − v(t−7)) / 7, v: 7-day mean"
    static let doublingMethod = "7·ln 2 / ln(d(t) / d(t−7)), d: downloads/day"
    private static let changeMethod = "\(accelerationMethod); doubling time: \(doublingMethod)"
    static let weekdayMethod =
        "mean of each weekday ÷ mean of all days, last \(WeekdayIndex.days) days, not adjusted for growth"

    var lines: [GrowthReport.Line] { [paceLine, changeLine, weekdayLine] }

    private func line(_ label: String, _ value: String, isKnown: Bool, _ method: String) -> GrowthReport.Line {
        .init(
            label: label,
            value: value,
            isKnown: isKnown,
            kind: .derived,
            method: method,
            source: "\(source) (\(kind.rawValue))",
            plain: .init(label: label, value: value)
        )
    }

    private var mark: String { FigureKind.derived.mark }

    /// The line with the mean daily downloads and their range: "=200/day (113–217), 7 days to Mar 14, 2026, US".
    private var paceLine: GrowthReport.Line {
        let days = "\(NumberFormat.count(pace.daysInMean, "day")) to \(TimeFormat.long(pace.lastDay)), \(area)"
        guard let mean = pace.mean else {
            return line("downloads", "no data: days are missing in the \(days)", isKnown: false, Self.paceMethod)
        }
        let range = pace.spread.map { " (\(MilestoneCounter.Projection.rounded($0)))" } ?? ""
        let value = "\(MilestoneCounter.Projection.derived(mean))/day\(range), \(days)"
        return line("downloads", value, isKnown: true, Self.paceMethod)
    }

    /// The line with the change in daily downloads and the doubling time: "=+10/day per day; doubling time =13.4 days".
    private var changeLine: GrowthReport.Line {
        let (change, doubling) = (acceleration, doublingTime)
        let needed = 2 * Self.window
        let reason =
            pace.last + 1 < needed
            ? "no data: needs \(needed) days, has \(pace.last + 1)"
            : "no data: some of the last \(needed) days are missing"
        let value = change.map { "\(mark)\(Self.signed($0))/day per day" } ?? reason
        return line(
            "change",
            value + (doubling.map { "; doubling time \(Self.doublingText($0))" } ?? ""),
            isKnown: change != nil || doubling != nil,
            Self.changeMethod
        )
    }

    /// The line with the downloads on each weekday relative to the mean: "=Mon 92% Tue 95% …".
    private var weekdayLine: GrowthReport.Line {
        guard let weekdays else {
            let reason =
                pace.last + 1 < WeekdayIndex.days
                ? "needs \(WeekdayIndex.days) days, has \(pace.last + 1)" : "too many missing days"
            return line("weekdays", "no data: \(reason)", isKnown: false, Self.weekdayMethod)
        }
        let parts = zip(TimeFormat.weekdays, weekdays.values).map { name, value in
            "\(name) \(value.map(NumberFormat.percent) ?? Symbol.noData)"
        }
        let missing = weekdays.known < WeekdayIndex.days ? ", from \(weekdays.known) days" : ""
        return line("weekdays", mark + parts.joined(separator: " ") + missing, isKnown: true, Self.weekdayMethod)
    }

    private static func doublingText(_ days: ClosedRange<Double>) -> String {
        let text = days.upperBound > longestDoubling ? "more than 10 years" : "\(NumberFormat.tenths(days)) days"
        return FigureKind.derived.mark + text
    }

    /// The maximum doubling time that's shown as a number, in days.
    private static let longestDoubling = 3653.0

    /// Returns a range with signs as text: "+10", "-70", "-12 to +5".
    private static func signed(_ range: ClosedRange<Double>) -> String {
        func text(_ value: Double) -> String {
            let text = NumberFormat.tenths(value.magnitude >= 10 ? value.rounded() : value)
            return value > 0 ? "+\(text)" : text
        }
        let (minimum, maximum) = (text(range.lowerBound), text(range.upperBound))
        return minimum == maximum ? minimum : "\(minimum) to \(maximum)"
    }
}
