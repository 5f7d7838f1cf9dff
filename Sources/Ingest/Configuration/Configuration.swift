public import Foundation
public import Market

/// What a person set once for all runs, in a TOML file. The format is described in `docs/formats/config-file.md`.
public struct Configuration: Hashable, Sendable {
    /// Where history is kept, as an absolute path; `nil` for the usual place.
    public var archive: String?
    /// How long history is kept, in seconds; `nil` for ever.
    public var keep: Int64?
    /// Most bytes of memory for rankings; what is older stays on disk and is read when it is asked for.
    public var memory = 1 << 30
    /// How addresses are polled.
    public var polling = PollingSettings()
    /// What is polled where nothing is named on the command line: without any of its own, Apple's US top free.
    public var sources = [SourceSettings(from: "appstore:us/top-free")]
    /// Apps to follow, each once.
    public var watchlistApps: [AppID] = []
    /// How things look.
    public var display = DisplaySettings()

    /// Downloads that are milestones beside the usual ones; increasing.
    public var milestones: [Int] = []
    /// Keys that are other than usual.
    public var keys: [KeySetting] = []
    /// What is waited for, and how it is told; no rule about the same apps twice.
    public var alerts: [AlertSettings] = []

    public init() {}

    /// Reads a file; what it does not say stays as it is by default.
    ///
    /// - Throws: all that is wrong, each with its line and column, also keys that mean nothing. Text that is not TOML
    ///   is not read further than to the first such place.
    public init(file: URL) throws(ConfigurationErrors) { self = try LoadedConfiguration(file: file).configuration }
}
