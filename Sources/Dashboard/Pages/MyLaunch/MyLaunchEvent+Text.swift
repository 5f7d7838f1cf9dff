import Alerts
import Canvas
import Growth
import Market

extension MyLaunchEvent {
    /// Returns the event on one line: "13:55  US  ◆ #1  ◆ 10 13:54", "13:49  ! US entered the top 100 at #64".
    ///
    /// The app's name and the main kind of chart are omitted.
    func pieces(of details: MyLaunchDetails, theme: Theme) -> [StyledText] {
        let (instant, zone) = (details.instant, details.zone)
        let time = StyledText("\(RankMilestoneText.time(at, asOf: instant, in: zone))  ", theme.faint)
        switch content {
        case .alert(let alert):
            let title = Self.title(of: alert, without: details.name)
            let chart = alert.subject.chart.flatMap { title.contains($0.place) ? nil : $0 }
            let prefix = chart.map { "\(Self.place(of: $0, kind: details.kind)) " } ?? ""
            return [time, StyledText("! ", theme.alert), StyledText(prefix + title, theme.text)]
        case .ranks(let chart, let milestones):
            let reached = RankMilestoneText(milestones, asOf: instant, in: zone)
            // The first milestone's time is already at the start of the line.
            return [time, StyledText(Self.place(of: chart, kind: details.kind), theme.text)]
                + reached.pieces(timesFrom: 1, theme: theme)
        case .left(let chart, let rank):
            let text = "\(Self.place(of: chart, kind: details.kind))  left the chart, was #\(rank)"
            return [time, StyledText(text, theme.loss)]
        case .downloads(let threshold, let days, let kind, let source):
            let when =
                days.lowerBound == days.upperBound ? "" : " \(TimeFormat.span([days.lowerBound, days.upperBound]))"
            return [
                time, StyledText("\(Sign.milestone) \(NumberFormat.short(Double(threshold)))", theme.milestone),
                StyledText(" downloads\(when)", theme.text), StyledText("  \(kind.rawValue), \(source)", theme.faint),
            ]
        }
    }

    /// Returns a chart's name: "US", "US Weather", or "US Top Paid" if the chart isn't of the main kind.
    private static func place(of chart: Chart, kind: ChartKind?) -> String {
        let words = [
            chart.storefront.label, chart.kind == kind ? nil : chart.kind.name, chart.genre?.name,
        ]
        return words.compactMap { $0 }.joined(separator: " ")
    }

    /// Returns an alert's title without a leading app name.
    private static func title(of alert: Alert, without name: String) -> String {
        for name in [alert.name, name] where alert.title.hasPrefix("\(name) ") {
            return String(alert.title.dropFirst(name.count + 1))
        }
        return alert.title
    }
}
