import Market

/// Which chart a list is of that doesn't say it itself: by the options, the file's name and the entries' addresses, the
/// first that says it. The rules are in `docs/formats/scraper-lists.md`.
struct ChartInference {
    let chart: Chart
    /// What is to be said of the list, such as that its name and its addresses disagree.
    let notes: [String]

    private static let rename = "or rename the file, such as us-top-free-2026-03-01.json"

    /// - Throws: where the chart isn't known, and where the name has a word that isn't understood: it may name a part of the
    ///   store.
    init(names: ChartDefaults, name: SnapshotFileName, addresses: EntryAddresses, origin: String) throws(IngestError) {
        var resolver = Resolver(names: names, name: name, addresses: addresses, origin: origin)
        let store = try resolver.store()
        let storefront = try resolver.storefront(in: store)
        let kind = names.kind ?? name.kind
        var missing: [String] = []
        if store == nil { missing.append("store") }
        if storefront == nil { missing.append("storefront") }
        if kind == nil { missing.append("chart") }
        guard let store, let storefront, let kind else {
            let options = missing.map { "--\($0)" }.joined(separator: " and ")
            throw IngestError(
                origin,
                "is a list of apps that does not say of which \(missing.joined(separator: " and ")); say it with "
                    + "\(options), \(Self.rename)"
            )
        }
        try resolver.checkWords()
        let genre = try resolver.genre(in: store)
        chart = Chart(store: store, storefront: storefront, kind: kind, genre: genre)
        notes = resolver.notes + resolver.disagreements(with: chart)
    }

    private struct Resolver {
        let names: ChartDefaults
        let name: SnapshotFileName
        let addresses: EntryAddresses
        let origin: String
        var notes: [String] = []
        /// The storefront of the file's name.
        private var named: Storefront?
        /// Words of the name that aren't understood in the store.
        private var unknown: [String] = []

        init(names: ChartDefaults, name: SnapshotFileName, addresses: EntryAddresses, origin: String) {
            self.names = names
            self.name = name
            self.addresses = addresses
            self.origin = origin
        }

        func store() throws(IngestError) -> Store? {
            if let store = names.store { return store }
            guard name.stores.count < 2 else {
                throw fault("the name says App Store and Google Play; say which with --store, \(ChartInference.rename)")
            }
            return name.stores.first ?? addresses.store
        }

        mutating func storefront(in store: Store?) throws(IngestError) -> Storefront? {
            let known = name.storefronts.filter {
                Storefront.named($0.storefront.code, in: store ?? .googlePlay) != nil
            }
            unknown =
                name.unknown + name.storefronts.filter { hit in !known.contains { $0.word == hit.word } }.map(\.word)
            if let storefront = names.storefront {
                guard let store, Storefront.named(storefront.code, in: store) == nil else { return storefront }
                throw fault("--storefront: \(Storefront.objection(to: storefront.code, in: store))")
            }
            // A name that says nothing of a chart, such as "report-fr-v2", isn't one that describes the list.
            guard describes || unknown.isEmpty else { return addresses.storefront }
            let hits = known.isEmpty ? name.possibleStorefronts : known
            let codes = hits.reduce(into: [String]()) { codes, hit in
                if !codes.contains(hit.storefront.code) { codes.append(hit.storefront.code) }
            }
            guard codes.count < 2 else {
                let list = codes.joined(separator: " and ")
                throw fault(
                    "the name says the storefronts \(list); say which with --storefront, \(ChartInference.rename)"
                )
            }
            named = hits.first?.storefront
            if named == nil, describes, let word = unknown.first(where: isCode) {
                let objection = Storefront.objection(to: word, in: store ?? .appStore)
                throw fault("in the name: \(objection); or say it with --storefront, \(ChartInference.rename)")
            }
            return named ?? addresses.storefront
        }

        /// Whether a word can only be meant as the code of a storefront.
        private func isCode(_ word: String) -> Bool {
            word.count == 2 && !FileNameWord.devices.contains(word.lowercased())
        }

        /// Whether the file's name says which chart the list is, or a part of it.
        private var describes: Bool { name.kind != nil || !name.genres.isEmpty }

        /// Makes sure that no word of the name is passed over that may name a part of the store or another chart.
        mutating func checkWords() throws(IngestError) {
            guard describes else { return }
            for word in unknown {
                if FileNameWord.devices.contains(word.lowercased()) {
                    guard names.kind == nil else { continue }
                    throw fault(
                        "\(InvalidText.quoted(word)) in the name is a device; say the chart with --chart, such as "
                            + "top-free-ipad, \(ChartInference.rename)"
                    )
                } else if word.count == 2 {
                    // Too short for a genre, and the storefront is known from another word.
                    guard names.storefront == nil else { continue }
                    let code = named?.code ?? ""
                    notes.append("\(InvalidText.quoted(word)) in the name isn't a storefront; recorded as \(code)")
                } else if names.genre == nil {
                    let slugs = Set(Store.allCases.flatMap { Genre.all(in: $0).map(\.slug) }).sorted()
                    let hint = Suggestion.question(for: word, among: slugs).map { "; \($0)" } ?? ""
                    throw fault(
                        "\(InvalidText.quoted(word)) in the name isn't a store, storefront, chart, genre, date or number"
                            + "\(hint); say the genre with --genre (all is the whole store), \(ChartInference.rename)"
                    )
                }
            }
        }

        func genre(in store: Store) throws(IngestError) -> Genre? {
            do throws(InvalidText) {
                if let genre = names.genre { return try genre.genre(in: store) }
            } catch {
                throw fault("--genre: \(error.problem)")
            }
            var genres: [Genre] = []
            for text in name.genres {
                do throws(InvalidText) {
                    if let genre = try text.genre(in: store), !genres.contains(genre) { genres.append(genre) }
                } catch {
                    throw fault(
                        "in the name: \(error.problem); or say it with --genre (all is the whole store), \(ChartInference.rename)"
                    )
                }
            }
            guard genres.count < 2 else {
                let list = genres.map(\.slug).joined(separator: " and ")
                throw fault("the name says the genres \(list); say which with --genre, \(ChartInference.rename)")
            }
            return genres.first
        }

        /// Where the entries' addresses say something else than what was said of the list.
        func disagreements(with chart: Chart) -> [String] {
            var found: [String] = []
            if let (store, share) = addresses.others(than: chart.store) {
                let origin = names.store != nil ? "the options say" : name.stores.isEmpty ? nil : "the name says"
                found.append(
                    "\(origin ?? "most addresses say") \(chart.store.name), but \(share) addresses say \(store.name); "
                        + "recorded as \(chart.store.name)"
                )
            }
            let origin =
                names.storefront != nil ? "the options say" : named != nil ? "the name says" : "most addresses say"
            if let problem = addresses.disagreement(with: chart.storefront, of: origin) { found.append(problem) }
            return found
        }

        private func fault(_ problem: String) -> IngestError { IngestError(origin, problem) }
    }
}
