import Foundation

/// The formats that are recognised by their content.
public enum DocumentFormat: String, CaseIterable, Sendable {
    /// Apple's feeds as JSON.
    case apple
    /// Apple's legacy feed as XML.
    case atom
    /// A list of apps as scrapers print it.
    case list
    /// launchtop's own CSV of placings.
    case csv
    /// launchtop's own JSON lines of placings.
    case jsonl
    /// A collector's CSV of ranks, by common names of columns or by a mapping.
    case table
    /// A CSV of downloads by day.
    case downloads
    /// App Store Connect's sales summary.
    case sales
    /// App Store Connect's analytics report "App Downloads".
    case analytics
    /// App Store Connect's web export of app units.
    case units
    /// Google Play Console's installs by day.
    case installs

    /// What a text document is that isn't JSON; `nil` where it begins like none of them.
    static func ofText(_ start: TableStart) -> DocumentFormat? {
        if AtomFeed.looksLike(start.bytes.drop { [0x20, 0x09, 0x0A, 0x0D].contains($0) }) { return .atom }
        let (chart, downloads) = (ChartCSV.likeness(of: start), DownloadsCSV.likeness(of: start))
        // Ours if all columns are there; then what is certain; then what was meant as ours and lacks a column.
        if chart == .whole { return .csv }
        if downloads == .whole { return .downloads }
        if AnalyticsReport.looksLike(start) { return .analytics }
        if ChartTable.looksLike(start) { return .table }
        if SalesReport.looksLike(start) { return .sales }
        if AppUnitsCSV.looksLike(start) { return .units }
        if PlayInstalls.looksLike(start) { return .installs }
        return downloads != nil ? .downloads : chart != nil ? .csv : nil
    }

    /// What a JSON document is; `nil` for a collector's own.
    static func ofJSON(_ root: JSONValue) -> DocumentFormat? {
        if root.member("feed") != nil { return .apple }
        return ScraperList.looksLike(root) ? .list : nil
    }
}
