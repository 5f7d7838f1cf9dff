public import Market

/// A chart's file of one hour.
public struct SimulatedFile: Sendable {
    public var name: String
    /// `nil` where there is no file.
    public var body: [UInt8]?
    /// What is wrong with it.
    public var outage: Outage?
    /// The chart as it was, whatever the file shows.
    public var snapshot: ChartSnapshot
}

extension SimulatedMarket {
    /// Most outages: every second file but those of the first hour, which are all well.
    public var outageLimit: Int { (hours - 1) * storefronts.count * charts.count / 2 }

    /// Every snapshot as the file that Apple's feeds would have made of it, hour by hour.
    ///
    /// - Parameter outages: how many files are damaged, each kind of damage in turn; at most ``outageLimit``. Which
    ///   ones is chance by the seed, and the market is the same as without.
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

    /// By number of the file, in the order of the snapshots.
    private func damages(count: Int, _ generator: inout SeededGenerator) -> [Int: Outage] {
        let width = storefronts.count * charts.count
        var damages: [Int: Outage] = [:]
        // At most every second file is damaged, so the draw soon finds one that is not.
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
        case .cutShort: body = body.map { Array($0.prefix(Int.random(in: 1..<$0.count - 2, using: &generator))) }
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
    /// The same list without one app; those below it move up.
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
