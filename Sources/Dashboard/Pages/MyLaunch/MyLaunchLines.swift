import Canvas
import Market

/// The My launch page on a small screen: the table of ranks with lines of text below it.
struct MyLaunchLines {
    let page: MyLaunchScreen
    let details: MyLaunchDetails

    private var theme: Theme { page.theme }

    /// The minimum number of rows of the table, including its title. Lines of text are dropped to make room for them.
    private static let minimumTable = 4
    /// The width of the labels. The name of the other store is longer than other labels.
    private var labelWidth: Int { details.otherDownloads == nil ? 11 : 13 }

    /// A line of text.
    private struct Line {
        let label: String
        let text: [StyledText]
        /// The order in which lines are dropped, highest number first.
        let priority: Int
    }

    func draw(in body: Region, on frame: inout Frame) {
        let (head, rest) = body.inset(left: 1, right: 1).splitTop(1)
        drawHead(in: head, on: &frame)
        let table = 1 + max(1, details.rows.count)
        let fitting = max(0, rest.height - min(table, Self.minimumTable))
        let lines = lines(width: rest.width - labelWidth).filter { $0.priority < fitting }
        let room = rest.height - lines.count
        // A blank line above the text if there is room.
        let gap = room > table ? 1 : 0
        let (main, text) = rest.splitBottom(lines.count)
        let (tableRegion, below) = main.splitTop(min(table, main.height - gap))
        let layout = page.table(of: details, width: tableRegion.width)
        page.drawTable(layout, of: details, in: tableRegion, on: &frame)
        let chart = [below.inset(top: 1, bottom: gap), below.inset(top: 1), below].first {
            $0.height >= LaunchRanksChart.minimumHeight
        }
        if let chart {
            LaunchRanksChart(
                details: details,
                selection: page.selection(in: details),
                theme: theme,
                limit: chart.height / 2
            )
            .draw(in: chart, on: &frame)
        }
        for (index, line) in lines.enumerated() {
            let region = text.row(index)
            frame.write(line.label, in: region, style: theme.heading)
            frame.write(line.text, in: region.splitLeft(labelWidth).rest)
        }
    }

    /// Draws the app's name, age and rank summary, and its position if there are several apps.
    private func drawHead(in line: Region, on frame: inout Frame) {
        let position = page.position(withKeys: true) ?? ""
        let used = position.isEmpty ? 0 : frame.write(position, in: line, style: theme.faint, align: .right) + 2
        let age = details.age.map { "  \($0.text)" } ?? ""
        frame.write(
            [
                StyledText(page.title(of: details), theme.heading), StyledText(age, theme.text),
                StyledText("  \(details.rankSummary)", theme.faint),
            ],
            in: line.inset(right: used)
        )
    }

    /// Returns the lines of text, with `width` columns after their labels.
    private func lines(width: Int) -> [Line] {
        let event = details.events.first?.pieces(of: details, theme: theme, width: width)
        let since = RankMilestoneText.time(page.report.inputs.since, asOf: details.instant, in: details.zone)
        let next = details.downloads.nextPieces(in: details.zone, theme: theme)
        let row = details.row(at: page.selection(in: details))
        var facts = page.facts(of: details)
        if let genre = row?.main?.chart.genre { facts[0] = "\(genre.name): \(facts[0])" }
        let label = row?.storefront.label ?? "polls"
        return [
            Line(label: "downloads", text: details.downloads.summary(theme: theme), priority: 0),
            details.otherDownloads.map { other in
                Line(
                    label: details.watched.counterpart?.store.name ?? "",
                    text: other.summary(theme: theme),
                    priority: 1
                )
            },
            next.map { Line(label: "next", text: $0, priority: 3) },
            details.ratings.lines(theme: theme, width: width).first.map {
                Line(label: "ratings", text: $0, priority: 5)
            },
            details.downloadsFromRatings.lines(theme: theme, width: width).first.map {
                Line(label: "estimate", text: $0, priority: 7)
            },
            details.reviews.lines(theme: theme, width: width, height: 1).first.map {
                Line(label: "reviews", text: $0, priority: 6)
            },
            Line(label: "same age", text: details.sameAge.summary(theme: theme, width: width), priority: 4),
            Line(
                label: "latest",
                text: event ?? [StyledText("no alerts or milestones since \(since)", theme.faint)],
                priority: 1
            ),
            Line(
                label: label,
                text: [StyledText(facts.joined(separator: ", "), theme.faint)],
                priority: 2
            ),
        ].compactMap { $0 }
    }
}
