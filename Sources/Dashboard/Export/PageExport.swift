import History
import Market

/// Exports of pages as text, JSON or CSV, made from the same reports as the screens.
///
/// Text has clock times in the given time zone; JSON and CSV always use UTC.
public enum PageExport {
    public enum Format: Hashable, Sendable {
        case text, json, csv

        /// Returns the time zone of clock times in this format.
        func zone(_ zone: TimeZoneTable) -> TimeZoneTable { self == .text ? zone : .utc }
    }
}
