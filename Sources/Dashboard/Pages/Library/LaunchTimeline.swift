import Canvas
import Growth
import History
import Market

/// What happened in a documented launch, in chronological order: milestones, claims and events, below its daily
/// downloads if there is room for them.
struct LaunchTimeline {
    let launch: Launch
    let report: AppReport
    let theme: Theme

    /// The minimum number of rows, including the border.
    static let minimumHeight = 5
    /// The number of rows of the panel with daily downloads.
    private static let barsHeight = 12

    func draw(in region: Region, on frame: inout Frame) {
        guard region.height >= Self.minimumHeight else { return }
        var rest = region
        if let curve = report.curve, DailySparkline(of: launch, curve) != nil,
            region.height >= Self.barsHeight + Self.minimumHeight
        {
            let top: Region
            (top, rest) = region.splitTop(Self.barsHeight)
            drawDownloads(curve, in: top, on: &frame)
        }
        let inner = rest.inset(left: 2, right: 2, top: 1, bottom: 1)
        let lines = lines(width: inner.width)
        let panel = rest.splitTop(min(rest.height, lines.count + Panel.borderRows)).top
        let hidden = lines.count - (panel.height - Panel.borderRows)
        let content = Panel(title: "What happened", summary: hidden > 0 ? "\(hidden) more" : "")
            .draw(in: panel, theme: theme, on: &frame)
        for (row, line) in lines.prefix(content.height).enumerated() { frame.write(line, in: content.row(row)) }
    }

    private func drawDownloads(_ curve: DownloadCurve, in region: Region, on frame: inout Frame) {
        let last = launch.day0.advanced(by: DailySparkline.launchDays - 1)
        let panel = DownloadsPanel(
            report: report,
            curve: curve,
            total: report.totalText ?? "",
            window: TimeRange(launch.day0.start, last.lastSecond),
            endGutter: 0,
            theme: theme
        )
        let inner = Panel(
            title: "Downloads per day",
            detail: panel.sums,
            summary: panel.total,
            summaryStyle: theme.text
        )
        .draw(in: region, theme: theme, on: &frame)
        panel.draw(in: inner, on: &frame)
    }

    /// The lines, each with a date, the day since the launch, and what happened.
    private func lines(width: Int) -> [[StyledText]] {
        let markers = Marker.all(in: report)
        let dates = markers.map { TimeFormat.long($0.instant.day) }
        let days = markers.map { "day \($0.instant.day.number - launch.day0.number)" }
        let columns = [dates, days].map { texts in texts.map { displayWidth($0) }.max() ?? 0 }
        return markers.indices.flatMap { index in
            let marker = markers[index]
            let (symbol, style) = marker.symbol(theme: theme)
            let head = [
                StyledText(dates[index].padding(to: columns[0] + 2), theme.text),
                StyledText(days[index].padding(to: columns[1] + 2), theme.faint),
                StyledText("\(symbol) ", style),
            ]
            let hasLabel = [.milestone, .claim].contains(marker.kind)
            let label = hasLabel ? [StyledText("\(marker.label)  ", style)] : []
            let room = width - (head + label).width
            let text = marker.forms.first { displayWidth($0) <= room } ?? marker.forms[marker.forms.count - 1]
            let line = head + label + [StyledText(text, marker.kind == .event ? theme.text : theme.faint)]
            return TextWrapping.lines(line, width: width, margin: head.width)
        }
    }
}

extension Marker {
    /// What happened without the date and the label, and its shortened forms, longest first.
    fileprivate var forms: [String] {
        switch kind {
        case .milestone, .claim: SourceText.forms(of: detail)
        case .launch, .event, .end: [detail]
        }
    }
}
