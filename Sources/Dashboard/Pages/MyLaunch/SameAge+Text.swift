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
                .init("best", minimum: 11, maximum: 16),
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

    /// Returns a one-line summary: "Sora #1 on day 3, ~56k by day 0; ChatGPT …", or the reason if launches can't be
    /// compared.
    func summary(theme: Theme) -> [StyledText] {
        guard let dayText else { return [StyledText(reason.map(Self.advice) ?? "", theme.faint)] }
        let others = lines.dropFirst().map { line in
            let total = line.total == nil ? nil : "\(line.totalText) by \(dayText)"
            let facts = [line.best.map { "#\($0.rank) on day \($0.day)" }, total].compactMap { $0 }
            return facts.isEmpty ? "\(line.name): no figures" : "\(line.name) \(facts.joined(separator: ", "))"
        }
        return [StyledText(others.joined(separator: "; "), theme.text)]
    }

    /// Returns a reason, followed by advice if there is any.
    static func advice(_ reason: String) -> String {
        reason == "launch time unknown" ? "\(reason); set it with :launch TIME" : reason
    }
}

extension SameAge.Line {
    /// The total as text: "~56k", "·" if unknown.
    var totalText: String {
        total.map { kind.mark + NumberFormat.mean($0) } ?? Symbol.noData
    }
}
