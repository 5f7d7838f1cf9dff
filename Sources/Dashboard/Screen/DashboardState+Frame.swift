import Alerts
public import Canvas
import History
import Market

extension DashboardState {
    /// The minimum screen size that the dashboard supports.
    static let minimumSize = Size(columns: 40, rows: 10)

    /// Returns a frame with the whole screen drawn in a theme.
    public func frame(theme: Theme) -> Frame {
        var frame = Frame(size: size)
        guard size.columns >= Self.minimumSize.columns, size.rows >= Self.minimumSize.rows else {
            for (row, text) in Self.tooSmallText(size).enumerated() { frame.write(text, in: frame.region.row(row)) }
            return frame
        }
        let (header, rest) = frame.region.splitTop(2)
        let (main, footer) = rest.splitBottom(footerHeight)
        let page = page(theme: theme)
        drawHeader(titles: page.titles, in: header, theme: theme, on: &frame)
        let body = drawLongStatusMessage(in: main, theme: theme, on: &frame)
        draw(page, in: body, theme: theme, on: &frame)
        if let toast {
            AlertToast(alerts: alertHistory.alerts.suffix(toast.count), zone: zone, theme: theme)
                .draw(in: body, on: &frame)
        }
        let bottom = footer.row(footer.height - 1)
        if route.page.type.hasTime { drawTimeline(in: footer.splitBottom(1).rest, theme: theme, on: &frame) }
        drawBottomLine(in: bottom, theme: theme, on: &frame)
        if case .line(let line) = mode {
            CompletionList(completions: completions(of: line), selected: line.candidate, theme: theme)
                .draw(above: bottom, on: &frame)
        }
        return frame
    }

    /// Returns the lines for a screen below the minimum size: the required and the actual size in the longest form that
    /// fits. The text is complete on screens of 10×3 and larger.
    private static func tooSmallText(_ size: Size) -> [String] {
        let need = "needs \(minimumSize.columns)×\(minimumSize.rows)"
        let has = "has \(size.columns)×\(size.rows)"
        let short = TextWrapping.lines("\(need), \(has)", width: size.columns, hanging: 0)
        let variants = [
            ["launchtop", need, has], TextWrapping.lines("launchtop \(need), \(has)", width: size.columns, hanging: 0),
        ]
        return variants.first { lines in
            lines.count <= size.rows && lines.allSatisfy { displayWidth($0) <= size.columns }
        } ?? short
    }

    /// The number of rows below the page: one or two for the timeline, if the page has time, and one for the bottom
    /// line.
    var footerHeight: Int { route.page.type.hasTime ? (showsMarkerDensity ? 3 : 2) : 1 }

    /// Whether the timeline has a row that shows where markers are dense: in the replay of a launch and on the App page
    /// of a replay, if the screen has at least 30 rows. It doesn't depend on the selected row, so that moving the
    /// selection doesn't change the layout.
    var showsMarkerDensity: Bool {
        route.page.type.hasTime && size.rows >= 30 && (route.launch != nil || !isLive && route.page == .app)
    }

    /// Draws the page and its overlay or picker.
    private func draw(_ page: any Page, in body: Region, theme: Theme, on frame: inout Frame) {
        switch mode {
        case .overlay(let overlay) where overlay.kind == .help:
            helpLayout.draw(scroll: overlay.position, in: body, theme: theme, on: &frame)
        case .overlay(let overlay) where overlay.kind == .changes:
            let lines = changesReport.lines(theme: theme, width: ChangesPage.width(of: body.width))
            ChangesPage.draw(lines, scroll: overlay.position, in: body, theme: theme, on: &frame)
        case .overlay(let overlay) where overlay.kind == .alerts:
            drawRows(of: page, in: body, theme: theme, on: &frame)
            alertList(theme).draw(scroll: overlay.position, in: body, on: &frame)
        case .overlay(let overlay):
            drawRows(of: page, in: body, theme: theme, on: &frame)
            FigureSourceCard(cards: cards(of: overlay), position: overlay.position, theme: theme).draw(
                in: body,
                on: &frame
            )
        case .picker(let picker):
            drawRows(of: page, in: body, theme: theme, on: &frame)
            picker.draw(in: body, theme: theme, on: &frame)
        case .page, .line: drawRows(of: page, in: body, theme: theme, on: &frame)
        }
    }

    /// The help on the current page in columns.
    var helpLayout: HelpLayout {
        HelpLayout(HelpPage.groups(of: commands, on: route.page), width: size.columns)
    }

    func alertList(_ theme: Theme) -> AlertList {
        AlertList(history: alertHistory, ledger: data, zone: zone, theme: theme)
    }

    private func drawRows(of page: any Page, in body: Region, theme: Theme, on frame: inout Frame) {
        page.draw(in: body, on: &frame)
        if !route.filter.isEmpty { FilterMarks(Filter(route.filter), style: theme.match).draw(on: &frame) }
    }

    /// Draws the lines of an empty page in its center, the first one as a heading.
    static func drawEmpty(_ lines: [String], in body: Region, theme: Theme, on frame: inout Frame) {
        let top = max(0, (body.height - lines.count) / 2)
        for (index, line) in lines.enumerated() {
            let style = index == 0 ? theme.heading : theme.faint
            frame.write(line, in: body.inset(left: 1, right: 1).row(top + index), style: style, align: .center)
        }
    }
}
