public import Foundation
import History
import Ingest
public import Market

/// Values that tests write often.
public enum Fixtures {
    /// A day that exists, from its ISO form.
    public static func day(_ text: String) -> Day {
        guard let day = Day(iso8601: text) else { preconditionFailure("\(text) is no day") }
        return day
    }

    /// An instant, from its ISO form; a day alone is its midnight.
    public static func time(_ text: String) -> Timestamp {
        guard let time = Timestamp(iso8601: text) ?? Day(iso8601: text)?.start else {
            preconditionFailure("\(text) is no time")
        }
        return time
    }

    public static func app(_ id: String) -> AppID {
        guard let app = AppID(stored: id) else { preconditionFailure("\(id) is no app id") }
        return app
    }

    public static func rank(_ value: Int) -> Rank {
        guard let rank = Rank(value) else { preconditionFailure("\(value) is no rank") }
        return rank
    }

    public static func chart(_ storefront: String = "us", kind: ChartKind = .topFree) -> Chart {
        guard let storefront = Storefront(stored: storefront) else {
            preconditionFailure("\(storefront) is no storefront")
        }
        return Chart(storefront: storefront, kind: kind)
    }

    /// A full chart that lists these ids from first to last, each named after its id.
    public static func snapshot(_ ids: [String], at time: String, chart: Chart = chart()) -> ChartSnapshot {
        ChartSnapshot(
            chart: chart,
            observedAt: Self.time(time),
            entries: ids.enumerated().map { index, id in
                RankEntry(rank: rank(index + 1), app: app(id), name: "App \(id)", developer: "Maker of \(id)")
            }
        )
    }

    /// The top of the repository.
    public static var repository: URL {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
    }

    /// All launches of the bundled library.
    public static func launches() throws -> [Launch] {
        let read = LaunchLibrary.read(folder: repository.appendingPathComponent("Data/launches"))
        if let problem = read.problems.first { throw problem }
        return read.launches
    }

    /// A launch of the bundled library.
    public static func launch(_ id: String) throws -> Launch {
        try LaunchLibrary.read(file: repository.appendingPathComponent("Data/launches/\(id).toml"))
    }
}
