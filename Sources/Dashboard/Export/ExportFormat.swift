import Market

/// The format of an export. In text, clock times are in the user's time zone; in JSON and CSV, they're always in UTC.
public enum ExportFormat: Hashable, Sendable {
    case text, json, csv

    /// Returns the time zone of clock times in this format: the given zone for text, otherwise UTC.
    func zone(_ zone: TimeZoneTable) -> TimeZoneTable { self == .text ? zone : .utc }
}

/// The options of an export.
public struct ExportOptions: Hashable, Sendable {
    public var format: ExportFormat
    /// Whether to export all data instead of only the part within the timeline's window.
    public var isWhole: Bool
    /// Whether to fit a Bass diffusion model to the downloads.
    public var fitsDiffusion: Bool

    public init(_ format: ExportFormat, isWhole: Bool = true, fitsDiffusion: Bool = false) {
        self.format = format
        self.isWhole = isWhole
        self.fitsDiffusion = fitsDiffusion
    }
}
