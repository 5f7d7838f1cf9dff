import ArgumentParser
import Dashboard
import History
import Market

/// Which launches are compared, and where they are.
struct CompareQuery: ParsableArguments {
    @Argument(
        help: "Two to seven: short ids of launches, ids of apps, or parts of their names. The first is the measure."
    )
    var ids: [String]
    @Option(help: ArgumentHelp("Where snapshots are of apps that have no documented launch.", valueName: "source"))
    var from: String?
    @Option(
        help: ArgumentHelp(
            "What they are aligned at: day0, first-rank, #1 or another rank, or words of an event's text.",
            valueName: "origin"
        )
    )
    var align: String?
    @OptionGroup var reading: ReadingOptions

    func validate() throws {
        guard (2...CompareItem.limit).contains(ids.count) else {
            throw ArgumentParser.ValidationError("compare takes 2 to \(CompareItem.limit) launches, not \(ids.count)")
        }
        if let align, CompareAlignment(align) == nil {
            throw ArgumentParser.ValidationError(
                "“\(align)” is nothing to align at; try day0, first-rank, #1 or words of an event"
            )
        }
        var names: Set<String> = []
        let twice = ids.first { !names.insert($0.lowercased()).inserted }
        if let twice {
            throw ArgumentParser.ValidationError("“\(twice)” is named twice; name another launch to compare it with")
        }
    }

    /// - Throws: where one of them is neither a launch of the library nor an app of the source, with the nearest ids.
    func find(_ common: CommonOptions) throws(Failure) -> (
        compared: [CompareItem], data: LedgerSnapshot, library: LedgerSnapshot
    ) {
        let library = try SourceLoader.library(common)
        var data = LedgerSnapshot()
        let areAllLaunches = ids.allSatisfy { library.launch(id: $0.lowercased()) != nil }
        if from != nil || !areAllLaunches {
            data = try SourceLoader.ledger(from: from, common: common, decoder: reading.decoder(common)).snapshot
        }
        var compared: [CompareItem] = []
        for id in ids {
            if let launch = library.launch(id: id.lowercased()) {
                compared.append(.launch(launch.id))
            } else {
                compared.append(.app(try app(id, in: data, library: library)))
            }
        }
        return (compared, data, library)
    }

    private func app(_ text: String, in data: LedgerSnapshot, library: LedgerSnapshot) throws(Failure) -> AppID {
        let known = AppID.candidates(for: text).first {
            data.registry.handle(of: $0) != nil || library.launch(of: $0) != nil
        }
        if let known { return known }
        let matches = data.apps(matching: text, limit: 9)
        if matches.count == 1 { return matches[0] }
        guard !matches.isEmpty else {
            let ids = library.launches.map(\.id)
            throw Failure("there is no launch or app “\(text)”; \(Suggestion.hint(for: text, among: ids))")
        }
        let end = data.span?.end ?? SourceLoader.now()
        let list = matches.prefix(8).map { "\($0.text) \(data.name(of: $0, asOf: end))" }
        throw Failure("“\(text)” could be \(list.joined(separator: "; "))\(matches.count > 8 ? "; …" : "")")
    }

    var origin: CompareAlignment { align.flatMap { CompareAlignment($0) } ?? .day0 }

    /// - Throws: where none of them can be aligned so, or several events may be meant.
    func checkOrigin(
        of compared: [CompareItem],
        data: LedgerSnapshot,
        library: LedgerSnapshot,
        at instant: Timestamp
    ) throws(Failure) {
        let problem = PageExport.misalignment(of: compared, data: data, library: library, asOf: instant, at: origin)
        if let problem { throw Failure(problem) }
    }

    /// The end of what sources gave, or of the library where they gave nothing.
    func end(data: LedgerSnapshot, library: LedgerSnapshot) -> Timestamp {
        data.span?.end ?? library.span?.end ?? SourceLoader.now()
    }
}
