import ArgumentParser
import Collector
import Dashboard
import History
import Market

/// The launches and apps to compare, and the data source to find them in.
struct CompareQuery: ParsableArguments {
    @Argument(
        help: "Two to seven launch ids, app ids or parts of names. The first one is the baseline."
    )
    var ids: [String]
    @Option(help: ArgumentHelp("Source for apps without a documented launch.", valueName: "source"))
    var from: String?
    @Option(
        help: ArgumentHelp(
            "Align at day0, first-rank, a rank such as #1, or text from an event (default: day0).",
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
                "--align: invalid value \"\(align)\"; use day0, first-rank, #1 or text from an event"
            )
        }
        var names: Set<String> = []
        let duplicate = ids.first { !names.insert($0.lowercased()).inserted }
        if let duplicate {
            throw ArgumentParser.ValidationError("duplicate launch \"\(duplicate)\"; compare it with a different one")
        }
    }

    /// Finds the launches and apps.
    ///
    /// - Throws: An error with suggestions if one of them is neither in the library nor in the source.
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
            throw Failure("unknown launch or app \"\(text)\"; \(Suggestion.hint(for: text, among: ids))")
        }
        let end = data.span?.end ?? SystemClock.now()
        let list = matches.prefix(8).map { "\($0.text) \(data.name(of: $0, asOf: end))" }
        throw Failure(
            "\"\(text)\" is ambiguous: \(list.joined(separator: "; "))\(matches.count > 8 ? "; …" : ""); use the app id"
        )
    }

    var origin: CompareAlignment { align.flatMap { CompareAlignment($0) } ?? .day0 }

    /// Throws an error if none of the launches can be aligned this way, or if several events match.
    func checkOrigin(
        of compared: [CompareItem],
        data: LedgerSnapshot,
        library: LedgerSnapshot,
        at instant: Timestamp
    ) throws(Failure) {
        let problem = PageExport.misalignment(of: compared, data: data, library: library, asOf: instant, at: origin)
        if let problem { throw Failure(problem) }
    }

    /// Returns the end of the data, or of the library if there is no data.
    func end(data: LedgerSnapshot, library: LedgerSnapshot) -> Timestamp {
        data.span?.end ?? library.span?.end ?? SystemClock.now()
    }
}
