public import Market

/// The file for one chart and one hour.
public struct SimulatedFile: Sendable {
    public var name: String
    /// The content, or `nil` if the file is missing.
    public var body: [UInt8]?
    /// The defect of the file; `nil` if the file is intact.
    public var outage: Outage?
    /// The intact snapshot, regardless of defects in the file.
    public var snapshot: ChartSnapshot
}

extension SimulatedMarket {
    /// The maximum number of outages: half of the files after the first hour. The files of the first hour are always
    /// intact.
    public var outageLimit: Int { (hours - 1) * storefronts.count * charts.count / 2 }

    /// Calls a closure with every snapshot as a file in Apple's format, hour by hour.
    ///
    /// - Parameter outages: The number of damaged files, with each kind of outage in turn; at most ``outageLimit``. The
    ///   seed decides which files are damaged; the market doesn't change.
    public func forEachFile(outages: Int = 0, _ body: (SimulatedFile) throws -> Void) rethrows {
        var generator = SeededGenerator(seed: seed &+ 3)
        let damages = damages(count: min(outages, outageLimit), &generator)
        let width = storefronts.count * charts.count
        var before: [ChartSnapshot] = []
        var index = 0
        try forEachSnapshot { snapshot in
            let previous = index < width ? snapshot : before[index % width]
            try body(file(of: snapshot, after: previous, outage: damages[index], &generator))
            if index < width { before.append(snapshot) } else { before[index % width] = snapshot }
            index += 1
        }
    }

    /// Returns the outage for each damaged file, by the position of its snapshot.
    private func damages(count: Int, _ generator: inout SeededGenerator) -> [Int: Outage] {
        let width = storefronts.count * charts.count
        var damages: [Int: Outage] = [:]
        // At most every second file is damaged, so a random draw soon finds an intact one.
        while damages.count < count {
            let index = Int.random(in: width..<(hours * width), using: &generator)
            if damages[index] == nil { damages[index] = Outage.allCases[damages.count % Outage.allCases.count] }
        }
        return damages
    }

    private func file(
        of snapshot: ChartSnapshot,
        after previous: ChartSnapshot,
        outage: Outage?,
        _ generator: inout SeededGenerator
    ) -> SimulatedFile {
        var body: [UInt8]? = Array(AppleFormat.body(of: snapshot).utf8)
        switch outage {
        case nil: break
        case .missing: body = nil
        case .truncated: body = body.map { Array($0.prefix(Int.random(in: 1..<$0.count - 2, using: &generator))) }
        case .page: body = Array(Self.page.utf8)
        case .frozen: body = Array(AppleFormat.body(of: previous).utf8)
        case .hole:
            let place = Int.random(in: 0..<max(1, snapshot.entries.count / 2), using: &generator)
            body = Array(AppleFormat.body(of: snapshot.without(place: place)).utf8)
        }
        return SimulatedFile(name: AppleFormat.fileName(of: snapshot), body: body, outage: outage, snapshot: snapshot)
    }

    private static let page = """
        <!DOCTYPE html>
        <html><head><title>503 Service Temporarily Unavailable</title></head>
        <body><center><h1>503 Service Temporarily Unavailable</h1></center></body></html>

        """
}

extension ChartSnapshot {
    /// Returns the snapshot without one app; the apps below it move up.
    fileprivate func without(place: Int) -> ChartSnapshot {
        var copy = self
        guard entries.indices.contains(place) else { return copy }
        copy.entries.remove(at: place)
        for index in place..<copy.entries.count {
            if let rank = Rank(index + 1) { copy.entries[index].rank = rank }
        }
        return copy
    }
}

/// A defect in the file for one chart and one hour, as seen in real feeds.
public enum Outage: String, CaseIterable, Hashable, Sendable {
    /// A missing file.
    case missing = "missing file"
    /// A truncated file.
    case truncated = "truncated file"
    /// An HTML error page, which some servers send with status 200.
    case page = "HTML page"
    /// The previous hour's content, including its `updated` timestamp, as in a frozen feed.
    case frozen = "frozen feed"
    /// A missing app in the upper half of the chart, with all apps below it moved up one rank.
    case hole = "missing app"
}
