import Foundation

/// The formats that are told by their content.
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
    /// A CSV of downloads by day.
    case downloads
    /// App Store Connect's sales summary.
    case sales

    /// What a body is that is no JSON; `nil` where it begins like none of them.
    ///
    /// - Parameter start: its beginning, without a mark and white space.
    static func ofText(_ start: Data) -> DocumentFormat? {
        if AtomFeed.looksLike(start) { return .atom }
        if SalesReport.looksLike(start) { return .sales }
        if DownloadsCSV.looksLike(start) { return .downloads }
        return ChartCSV.looksLikeHeader(start) ? .csv : nil
    }

    /// What a JSON document is; `nil` for a collector's own.
    static func ofJSON(_ root: JSONValue) -> DocumentFormat? {
        if root.member("feed") != nil { return .apple }
        return ScraperList.looksLike(root) ? .list : nil
    }
}
