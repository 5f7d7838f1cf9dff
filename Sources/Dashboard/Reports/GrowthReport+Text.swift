import Growth
import Market

extension GrowthReport {
    /// One figure in the words that page, text and card share.
    struct Line: Hashable, Sendable {
        let label: String
        /// With the mark of its kind and its range; `–` and why where its formula has no value.
        let value: String
        let isKnown: Bool
        let kind: FigureKind
        let method: String
        /// From what it is reckoned.
        let source: String
    }

    /// By what was counted first, then by ranks.
    var lines: [Line] { downloads.flatMap(\.lines) + ranks.flatMap(\.lines) }

    /// What the formulas gave; for where there is little room.
    var knownLines: [Line] { lines.filter(\.isKnown) }
}

extension DownloadGrowth {
    static let paceMethod =
        "mean of the last \(DownloadPace.meanDays) complete days; "
        + "range: 10th to 90th percentile of the last \(DownloadPace.spreadDays)"
    static let accelerationMethod = "a day's downloads more each day: (v(t) − v(t−7)) / 7, v the mean of 7 days"
    static let doublingMethod = "7·ln 2 / ln(d(t) / d(t−7)), d the downloads of a day"
    private static let changeMethod = "\(accelerationMethod); doubling: \(doublingMethod)"
    static let weekdayMethod =
        "the mean of such days by the mean of all, of the last \(WeekdayIndex.days) days; growth is not taken out"

    var lines: [GrowthReport.Line] { [paceLine, changeLine, weekdayLine] }

    private func line(_ label: String, _ value: String, isKnown: Bool, _ method: String) -> GrowthReport.Line {
        .init(
            label: label,
            value: value,
            isKnown: isKnown,
            kind: .derived,
            method: method,
            source: "\(source) (\(kind.rawValue))"
        )
    }

    private var mark: String { FigureKind.derived.mark }

    /// "=200 a day (113–217), 7 days to 14 Mar 2026, US".
    private var paceLine: GrowthReport.Line {
        let days = "\(NumberFormat.count(pace.daysInMean, "day")) to \(TimeFormat.long(pace.lastDay)), \(place)"
        guard let mean = pace.mean else {
            return line("downloads", "–: of the \(days) some are missing", isKnown: false, Self.paceMethod)
        }
        let range = pace.spread.map { " (\(MilestoneCounter.Projection.rounded($0)))" } ?? ""
        let value = "\(mark)\(MilestoneCounter.Projection.rounded(mean)) a day\(range), \(days)"
        return line("downloads", value, isKnown: true, Self.paceMethod)
    }

    /// "=+10 a day each day; doubling =13.4 days".
    private var changeLine: GrowthReport.Line {
        let (change, doubling) = (acceleration, doublingTime)
        let needed = 2 * Self.window
        let reason =
            pace.last + 1 < needed
            ? "–: \(needed) days are needed, there are \(pace.last + 1)"
            : "–: of the last \(needed) days some are missing"
        let value = change.map { "\(mark)\(Self.signed($0)) a day each day" } ?? reason
        return line(
            "change",
            "\(value); doubling \(doubling.map(Self.doublingText) ?? "–")",
            isKnown: change != nil || doubling != nil,
            Self.changeMethod
        )
    }

    /// "=Mon 92 % Tue 95 % …".
    private var weekdayLine: GrowthReport.Line {
        guard let weekdays else {
            let reason =
                pace.last + 1 < WeekdayIndex.days
                ? "\(WeekdayIndex.days) days are needed, there are \(pace.last + 1)" : "too many days are missing"
            return line("weekdays", "–: \(reason)", isKnown: false, Self.weekdayMethod)
        }
        let parts = zip(TimeFormat.weekdays, weekdays.values).map { name, value in
            "\(name) \(value.map(NumberFormat.percent) ?? "–")"
        }
        let missing = weekdays.known < WeekdayIndex.days ? ", by \(weekdays.known) days" : ""
        return line("weekdays", mark + parts.joined(separator: " ") + missing, isKnown: true, Self.weekdayMethod)
    }

    private static func doublingText(_ days: ClosedRange<Double>) -> String {
        let words = days.upperBound > longestDoubling ? "more than ten years" : "\(NumberFormat.tenths(days)) days"
        return FigureKind.derived.mark + words
    }

    /// What takes longer is not told from standing still.
    private static let longestDoubling = 3653.0

    /// "+10", "-70", "-12 to +5".
    private static func signed(_ range: ClosedRange<Double>) -> String {
        func text(_ value: Double) -> String {
            let text = NumberFormat.tenths(value.magnitude >= 10 ? value.rounded() : value)
            return value > 0 ? "+\(text)" : text
        }
        let (least, most) = (text(range.lowerBound), text(range.upperBound))
        return least == most ? least : "\(least) to \(most)"
    }
}
