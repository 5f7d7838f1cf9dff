public import Foundation
import History
public import Input
public import Launches
public import Market

/// Functions that create values for tests. Most of them trap if an argument is invalid.
public enum Fixtures {
    /// Returns the day with an ISO 8601 date; traps if the date is invalid.
    public static func day(_ text: String) -> Day {
        guard let day = Day(iso8601: text) else { preconditionFailure("invalid day \(text)") }
        return day
    }

    /// Returns the instant with an ISO 8601 time, or the first second (UTC) of an ISO 8601 date; traps if the text is
    /// neither.
    public static func time(_ text: String) -> Timestamp {
        guard let time = Timestamp(iso8601: text) ?? Day(iso8601: text)?.start else {
            preconditionFailure("invalid time \(text)")
        }
        return time
    }

    public static func app(_ id: String) -> AppID {
        guard let app = AppID(stored: id) else { preconditionFailure("invalid app id \(id)") }
        return app
    }

    public static func storefronts(_ codes: [String]) -> Set<Storefront> {
        Set(codes.compactMap { Storefront(stored: $0) })
    }

    public static func rank(_ value: Int) -> Rank {
        guard let rank = Rank(value) else { preconditionFailure("invalid rank \(value)") }
        return rank
    }

    public static func chart(_ storefront: String = "us", kind: ChartKind = .topFree) -> Chart {
        guard let storefront = Storefront(stored: storefront) else {
            preconditionFailure("invalid storefront \(storefront)")
        }
        return Chart(storefront: storefront, kind: kind)
    }

    /// Returns a snapshot that ranks apps with these ids in order. Names are derived from the ids.
    public static func snapshot(_ ids: [String], at time: String, chart: Chart = chart()) -> ChartSnapshot {
        ChartSnapshot(
            chart: chart,
            observedAt: Self.time(time),
            entries: ids.enumerated().map { index, id in
                RankEntry(rank: rank(index + 1), app: app(id), name: "App \(id)", developer: "Maker of \(id)")
            }
        )
    }

    /// The root folder of the repository.
    public static var repository: URL {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
    }

    /// Returns all launches in the bundled library.
    public static func launches() throws -> [Launch] {
        let read = LaunchLibrary.read(folder: repository.appendingPathComponent("Data/launches"))
        if let problem = read.problems.first { throw problem }
        return read.launches
    }

    /// Returns the launch with this short id from the bundled library.
    public static func launch(_ id: String) throws -> Launch {
        try LaunchLibrary.read(file: repository.appendingPathComponent("Data/launches/\(id).toml"))
    }
}

extension LaunchLibrary {
    /// Reads all launch files in a folder, in order of file name.
    public static func read(folder: URL) -> (launches: [Launch], problems: [InputError]) {
        do throws(InputError) { return read(try files(of: folder)) } catch { return ([], [error]) }
    }
}
