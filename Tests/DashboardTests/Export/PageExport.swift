import Growth
import History
import Market

@testable import Dashboard

/// Exports of pages at an instant, as `launchtop show` creates them.
enum PageExport {
    typealias Format = ExportFormat

    static func chart(
        _ chart: Chart,
        in ledger: LedgerSnapshot,
        asOf instant: Timestamp,
        window: Int64 = 86_400,
        anchors: [DemandAnchor] = [],
        zone: TimeZoneTable = .utc,
        as format: ExportFormat
    ) -> String? {
        export(.chart(chart), in: ledger, asOf: instant, window: window, anchors: anchors, zone: zone, as: format)
    }

    static func app(
        _ app: AppID,
        in ledger: LedgerSnapshot,
        asOf instant: Timestamp,
        fitsDiffusion: Bool = false,
        as format: ExportFormat
    ) -> String? {
        export(.app(app), in: ledger, asOf: instant, fitsDiffusion: fitsDiffusion, as: format)
    }

    static func countries(
        _ chart: Chart,
        app: AppID?,
        in ledger: LedgerSnapshot,
        asOf instant: Timestamp,
        window: Int64 = 86_400,
        zone: TimeZoneTable = .utc,
        as format: ExportFormat
    ) -> String? {
        export(.countries(chart, app), in: ledger, asOf: instant, window: window, zone: zone, as: format)
    }

    static func launches(_ ledger: LedgerSnapshot, asOf instant: Timestamp, as format: ExportFormat) -> String {
        export(.library, in: ledger, asOf: instant, as: format) ?? ""
    }

    static func launch(
        _ launch: Launch,
        in ledger: LedgerSnapshot,
        asOf instant: Timestamp,
        fitsDiffusion: Bool = false,
        as format: ExportFormat
    ) -> String? {
        export(.launch(launch), in: ledger, asOf: instant, fitsDiffusion: fitsDiffusion, as: format)
    }

    static func sources(_ ledger: LedgerSnapshot, asOf now: Timestamp, as format: ExportFormat) -> String {
        export(.sources, in: ledger, asOf: now, as: format) ?? ""
    }

    static func milestones(
        _ data: LedgerSnapshot?,
        library: LedgerSnapshot,
        asOf instant: Timestamp,
        as format: ExportFormat
    ) -> String {
        DashboardState.showingMilestones(data, library: library, at: instant).exported(ExportOptions(format)) ?? ""
    }

    static func compare(
        _ compared: [CompareItem],
        data: LedgerSnapshot,
        library: LedgerSnapshot,
        asOf instant: Timestamp,
        alignedAt alignment: CompareAlignment = .day0,
        as format: ExportFormat
    ) -> String? {
        DashboardState.showingComparison(compared, data: data, library: library, at: instant, origin: alignment)
            .exported(ExportOptions(format))
    }

    private static func export(
        _ subject: DashboardState.PageSubject,
        in ledger: LedgerSnapshot,
        asOf instant: Timestamp,
        window: Int64 = 86_400,
        anchors: [DemandAnchor] = [],
        zone: TimeZoneTable = .utc,
        fitsDiffusion: Bool = false,
        as format: ExportFormat
    ) -> String? {
        var state = DashboardState.showing(subject, in: ledger, at: instant)
        state.measureChange(over: window)
        state.anchors = anchors
        state.zone = zone
        return state.exported(ExportOptions(format, fitsDiffusion: fitsDiffusion))
    }
}

extension DashboardState {
    /// The report of an App page; `nil` on other pages.
    var appReport: AppReport? { (page() as? AppPage)?.report }
}
