import Canvas
import Growth
import Market

extension SameAge {
    /// The age at which launches are compared, as text: "day 0"; `nil` if they can't be compared.
    var dayText: String? { day.map { "day \($0)" } }

    /// Returns the table of the comparison: name, best rank by that age, best rank ever, and downloads by that age.
    func content(theme: Theme) -> TableContent {
        func widest(_ text: (Line) -> String) -> Int { lines.map { displayWidth(text($0)) }.max() ?? 0 }
        return TableContent(
            columns: [
                .init("launch", minimum: min(12, max(10, widest(\.name))), maximum: 24),
                .init("by \(dayText ?? "")", minimum: 8, maximum: 10, priority: 3),
                .init("best", minimum: max(4, widest { Self.best($0.best, theme: theme).text }), maximum: 16),
                .init("downloads", minimum: max(9, widest(\.totalText)), isRightAligned: true),
                .init("in", minimum: min(14, widest(\.area)), maximum: 20, priority: 2),
            ],
            rows: lines.map { line in
                let isOwn = line.launch == nil
                return [
                    StyledText(line.name, isOwn ? theme.heading : theme.text),
                    Self.rank(line.rank, theme: theme), Self.best(line.best, theme: theme),
                    StyledText(
                        line.totalText,
                        line.total == nil ? theme.faint : isOwn ? theme.heading : theme.text
                    ),
                    StyledText(line.total == nil ? "" : line.area, theme.faint),
                ]
            }
        )
    }

    /// Returns a rank with its storefront: "US #3".
    private static func rank(_ rank: BestRank?, theme: Theme) -> StyledText {
        rank.map { StyledText("\($0.chart.storefront.label) #\($0.rank)", theme.text) }
            ?? StyledText(Symbol.noData, theme.faint)
    }

    /// Returns a best rank with its day: "#1 on day 3".
    private static func best(_ rank: BestRank?, theme: Theme) -> StyledText {
        rank.map { StyledText("#\($0.rank) on day \($0.day)", $0.rank == 1 ? theme.milestone : theme.text) }
            ?? StyledText(Symbol.noData, theme.faint)
    }

    /// Returns a one-line summary: "by day 0: Sora US #3, ~56k, best #1 on day 3; ChatGPT ~81k", or the reason if
    /// launches can't be compared. If the line is too long, the best ranks are omitted, and then the last launches.
    func summary(theme: Theme, width: Int) -> [StyledText] {
        guard let dayText else { return [StyledText(reason.map(Self.advice) ?? "", theme.faint)] }
        func text(of lines: some Collection<Line>, withBest: Bool) -> String {
            "by \(dayText): \(lines.map { $0.summary(withBest: withBest) }.joined(separator: "; "))"
        }
        let others = lines.dropFirst()
        let shorter = (0..<others.count).map { text(of: others.dropLast($0), withBest: false) }
        let texts = [text(of: others, withBest: true)] + shorter
        let fitting = texts.first { displayWidth($0) <= width } ?? texts.last ?? ""
        return [StyledText(fitting, theme.text)]
    }

    /// Returns a reason, followed by advice if there is any.
    static func advice(_ reason: String) -> String {
        reason == "launch time unknown" ? "\(reason); set it with :launch TIME" : reason
    }
}

extension SameAge.Line {
    /// Returns the launch's name with its rank and total at the same age, and its best rank ever if requested.
    fileprivate func summary(withBest: Bool) -> String {
        let rank = rank.map { "\($0.chart.storefront.label) #\($0.rank)" }
        let best = withBest ? best.map { "best #\($0.rank) on day \($0.day)" } : nil
        let facts = [rank, total == nil ? nil : totalText, best].compactMap { $0 }
        return facts.isEmpty ? "\(name): no figures" : "\(name) \(facts.joined(separator: ", "))"
    }

    /// The total as text: "~56k", "·" if unknown.
    var totalText: String {
        total.map { kind.mark + NumberFormat.mean($0) } ?? Symbol.noData
    }
}
