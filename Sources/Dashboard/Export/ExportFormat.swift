import Market

/// The formats of exports. Text has clock times in the given time zone; JSON and CSV always use UTC.
public enum ExportFormat: Hashable, Sendable {
    case text, json, csv

    /// Returns the time zone of clock times in this format.
    func zone(_ zone: TimeZoneTable) -> TimeZoneTable { self == .text ? zone : .utc }
}

/// Options of an export.
public struct ExportOptions: Hashable, Sendable {
    public var format: ExportFormat
    /// Whether to export all data, not only the part within the timeline's window.
    public var isWhole: Bool
    /// Whether to fit a Bass diffusion model to the downloads.
    public var fitsDiffusion: Bool

    public init(_ format: ExportFormat, isWhole: Bool = true, fitsDiffusion: Bool = false) {
        self.format = format
        self.isWhole = isWhole
        self.fitsDiffusion = fitsDiffusion
    }
}
