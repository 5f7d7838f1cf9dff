import Alerts
import Canvas
import Growth
import History
import Market

extension MyLaunchEvent {
    /// Returns the event on one line: "13:55  US  ◆ #1  ◆ 10 13:54" or "13:49  ! US #64: entered top 100 →
    /// hooks.slack.com".
    ///
    /// The app's name and the main kind of chart are omitted.
    ///
    /// - Parameter width: The available columns. If an alert wasn't sent, its title is shortened to fit, so that "not
    ///   sent" stays visible.
    func pieces(of details: MyLaunchDetails, theme: Theme, width: Int = .max) -> [StyledText] {
        let (instant, zone) = (details.instant, details.zone)
        let time = StyledText("\(RankMilestoneText.time(at, asOf: instant, in: zone))  ", theme.faint)
        switch content {
        case .alert(let sent):
            let title = Self.title(of: sent.alert, in: details)
            let delivery =
                sent.failures.isEmpty
                ? StyledText(sent.sentText.map { " → \($0)" } ?? "", theme.faint)
                : StyledText("  not sent: \(sent.failures.joined(separator: "; "))", theme.stale)
            let mark = StyledText("! ", theme.alert)
            let others = [time, mark] + (sent.failures.isEmpty ? [] : [delivery])
            let room = max(Self.minimumTitle, width - others.width)
            let shown = Self.fitted(title, of: sent.alert, in: details, to: room)
            return [time, mark, StyledText(shown, theme.text), delivery]
        case .ranks(let chart, let milestones):
            let reached = RankMilestoneText(milestones, asOf: instant, in: zone)
            // The first milestone's time is already at the start of the line.
            let start = [time, StyledText(Self.chartLabel(of: chart, in: details), theme.text)]
            return start + reached.pieces(timesFrom: 1, width: width - start.width, theme: theme)
        case .left(let chart, let rank):
            let text = "\(Self.chartLabel(of: chart, in: details))  left the chart, was #\(rank)"
            return [time, StyledText(text, theme.loss)]
        case .returned(let chart, let rank, let away):
            let text = "\(Self.chartLabel(of: chart, in: details))  back in the chart at #\(rank)"
            return [time, StyledText(text, theme.new), StyledText(" after \(TimeFormat.age(away))", theme.faint)]
        case .listing(let change):
            return [
                time, StyledText("\(change.place)  \(change.text)", theme.text),
                StyledText("  observed, \(RatingReport.publisher)", theme.faint),
            ]
        case .downloads(let threshold, let days, let kind, let source):
            let when =
                days.lowerBound == days.upperBound ? "" : " \(TimeFormat.span([days.lowerBound, days.upperBound]))"
            return [
                time, StyledText("\(Symbol.milestone) \(NumberFormat.short(Double(threshold)))", theme.milestone),
                StyledText(" downloads\(when)", theme.text), StyledText("  \(kind.rawValue), \(source)", theme.faint),
            ]
        }
    }

    /// The minimum number of columns for an alert's title.
    private static let minimumTitle = 20

    /// Returns an alert's title in at most `columns` columns. A source's label is shortened in its middle and keeps the
    /// part that distinguishes it from other sources.
    private static func fitted(
        _ title: String,
        of alert: Alert,
        in details: MyLaunchDetails,
        to columns: Int
    ) -> String {
        guard case .source(let label) = alert.subject, title.hasPrefix(label) else {
            return DisplayText(title).fitted(to: columns).text
        }
        let rest = String(title.dropFirst(label.count))
        let part = differingPart(of: label, among: details.inputs.data.sources.lazy.map(\.source))
        let room = max(0, columns - displayWidth(rest))
        return DisplayText(label).fittedInMiddle(to: room, keeping: part).text + rest
    }

    /// Returns a chart's name: "US", "US Weather", or "US Top Paid" if the chart isn't of the main kind. If the app is in
    /// both stores, the name includes the store.
    private static func chartLabel(of chart: Chart, in details: MyLaunchDetails) -> String {
        let words = [
            details.label(of: chart.storefront, in: chart.store), chart.kind == details.kind ? nil : chart.kind.name,
            chart.genre?.name,
        ]
        return words.compactMap { $0 }.joined(separator: " ")
    }

    /// Returns an alert as text: "US #64: entered top 100", or the alert's title without the app's name in front.
    private static func title(of alert: Alert, in details: MyLaunchDetails) -> String {
        if let chart = alert.subject.chart {
            let standing = alert.rank.map { "#\($0.value)" } ?? "not ranked"
            return "\(chartLabel(of: chart, in: details)) \(standing)\(alert.change.map { ": \($0)" } ?? "")"
        }
        // A source's name isn't the app's name, so it stays in the title.
        let names = alert.subject.app == nil ? [] : [alert.name, details.name]
        for name in names where alert.title.hasPrefix("\(name) ") {
            return String(alert.title.dropFirst(name.count + 1))
        }
        return alert.title
    }
}
