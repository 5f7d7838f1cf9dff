import History
import Market

/// The pages as text, JSON or CSV: the same reports and the same words as on the screen.
///
/// Clock times of the text are those of a zone, as on the screen; JSON and CSV are in UTC whatever the zone.
public enum PageExport {
    public enum Format: Hashable, Sendable {
        case text, json, csv

        /// In which clock times read, where a person reads in `zone`.
        func zone(_ zone: TimeZoneTable) -> TimeZoneTable { self == .text ? zone : .utc }
    }
}
