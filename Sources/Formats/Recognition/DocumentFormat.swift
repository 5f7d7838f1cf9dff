import Foundation

/// A format that is detected by content.
public enum DocumentFormat: String, CaseIterable, Sendable {
    /// Apple's feeds as JSON.
    case apple
    /// Apple's legacy feed as XML.
    case atom
    /// A list of apps as written by scrapers.
    case list
    /// launchtop's own chart CSV.
    case csv
    /// launchtop's own chart format as JSON lines.
    case jsonl
    /// A collector's CSV of ranks, with common column names or a mapping.
    case table
    /// A CSV of daily downloads.
    case downloads
    /// App Store Connect's sales summary.
    case sales
    /// App Store Connect's analytics report "App Downloads".
    case analytics
    /// App Store Connect's web export of App Units.
    case units
    /// Google Play Console's daily installs.
    case installs

    /// Returns the format of a text document other than JSON, or `nil` if it's unknown.
    static func ofText(_ start: TableStart) -> DocumentFormat? {
        if AtomFeed.matches(start.bytes.drop { [0x20, 0x09, 0x0A, 0x0D].contains($0) }) { return .atom }
        let (chart, downloads) = (ChartCSV.match(start), DownloadsCSV.match(start))
        // First our own formats with all columns, then formats with a distinctive header, then our own with missing columns.
        if chart == .full { return .csv }
        if downloads == .full { return .downloads }
        if AnalyticsReport.matches(start) { return .analytics }
        if ChartTable.matches(start) { return .table }
        if SalesReport.matches(start) { return .sales }
        if AppUnitsCSV.matches(start) { return .units }
        if PlayInstalls.matches(start) { return .installs }
        return downloads != nil ? .downloads : chart != nil ? .csv : nil
    }

    /// Returns the format of a JSON document, or `nil` for a collector's own.
    static func ofJSON(_ root: JSONValue) -> DocumentFormat? {
        if root.member("feed") != nil { return .apple }
        return ScraperList.matches(root) ? .list : nil
    }
}
