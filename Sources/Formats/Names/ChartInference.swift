import Input
import Market

/// A type that infers the chart from the defaults, the file name and the entries' URLs, in this order, if a snapshot
/// doesn't name its chart. See `docs/formats/scraper-lists.md`.
struct ChartInference {
    let chart: Chart
    /// Warnings, such as a file name that contradicts the URLs.
    let notes: [String]

    private static let rename = "or rename the file, for example to us-top-free-2026-03-01.json"

    /// Infers the chart of a list.
    ///
    /// - Throws: An error if the chart can't be inferred, or the file name contains an unknown word that may be a
    ///   genre.
    init(defaults: ChartDefaults, name: SnapshotFileName, urls: EntryURLs, origin: String) throws(InputError) {
        var resolver = Resolver(defaults: defaults, name: name, urls: urls, origin: origin)
        let store = try resolver.store()
        let storefront = try resolver.storefront(in: store)
        let kind = defaults.kind ?? name.kind
        var missing: [String] = []
        if store == nil { missing.append("store") }
        if storefront == nil { missing.append("storefront") }
        if kind == nil { missing.append("chart") }
        guard let store, let storefront, let kind else {
            let options = missing.map { "--\($0)" }.joined(separator: " and ")
            throw InputError(
                origin,
                "unknown \(TextList.and(missing)) for this list of apps; use \(options), "
                    + Self.rename
            )
        }
        try resolver.checkWords()
        let genre = try resolver.genre(in: store)
        chart = Chart(store: store, storefront: storefront, kind: kind, genre: genre)
        notes = resolver.notes + resolver.disagreements(with: chart)
    }

    private struct Resolver {
        let defaults: ChartDefaults
        let name: SnapshotFileName
        let urls: EntryURLs
        let origin: String
        var notes: [String] = []
        /// The storefront in the file name.
        private var named: Storefront?
        /// Words in the file name that have no meaning in the store.
        private var unknown: [String] = []

        init(defaults: ChartDefaults, name: SnapshotFileName, urls: EntryURLs, origin: String) {
            self.defaults = defaults
            self.name = name
            self.urls = urls
            self.origin = origin
        }

        func store() throws(InputError) -> Store? {
            if let store = defaults.store { return store }
            guard name.stores.count < 2 else {
                throw failure(
                    "file name mentions both App Store and Google Play; use --store, \(ChartInference.rename)"
                )
            }
            return name.stores.first ?? urls.store
        }

        mutating func storefront(in store: Store?) throws(InputError) -> Storefront? {
            let known = name.storefronts.filter {
                Storefront.named($0.storefront.code, in: store ?? .googlePlay) != nil
            }
            unknown =
                name.unknown + name.storefronts.filter { hit in !known.contains { $0.word == hit.word } }.map(\.word)
            if let storefront = defaults.storefront {
                guard let store, Storefront.named(storefront.code, in: store) == nil else { return storefront }
                throw failure("--storefront: \(Storefront.objection(to: storefront.code, in: store))")
            }
            // A name without a chart or genre, such as "report-fr-v2", doesn't describe the snapshot.
            guard describesChart || unknown.isEmpty else { return urls.storefront }
            let hits = known.isEmpty ? name.possibleStorefronts : known
            let codes = hits.reduce(into: [String]()) { codes, hit in
                if !codes.contains(hit.storefront.code) { codes.append(hit.storefront.code) }
            }
            guard codes.count < 2 else {
                let list = codes.joined(separator: " and ")
                throw failure(
                    "file name mentions the storefronts \(list); use --storefront, \(ChartInference.rename)"
                )
            }
            named = hits.first?.storefront
            if named == nil, describesChart, let word = unknown.first(where: isCode) {
                let objection = Storefront.objection(to: word, in: store ?? .appStore)
                throw failure("file name: \(objection); or use --storefront, \(ChartInference.rename)")
            }
            return named ?? urls.storefront
        }

        /// Returns whether a word can only be a storefront code.
        private func isCode(_ word: String) -> Bool {
            word.count == 2 && !FileNameWord.devices.contains(word.lowercased())
        }

        /// Whether the file name contains a chart or a genre.
        private var describesChart: Bool { name.kind != nil || !name.genres.isEmpty }

        /// Checks that the file name has no unknown word that may be a genre or another chart.
        mutating func checkWords() throws(InputError) {
            guard describesChart else { return }
            for word in unknown {
                if FileNameWord.devices.contains(word.lowercased()) {
                    guard defaults.kind == nil else { continue }
                    throw failure(
                        "\(InvalidText.quoted(word)) in the file name is a device; use --chart, such as top-free-ipad, "
                            + ChartInference.rename
                    )
                } else if word.count == 2 {
                    // Too short for a genre, and another word is the storefront.
                    guard defaults.storefront == nil else { continue }
                    let code = named?.code ?? ""
                    notes.append("\(InvalidText.quoted(word)) in the file name is not a storefront; using \(code)")
                } else if defaults.genre == nil {
                    let slugs = Set(Store.allCases.flatMap { Genre.all(in: $0).map(\.slug) }).sorted()
                    let hint = Suggestion.question(for: word, among: slugs).map { "; \($0)" } ?? ""
                    throw failure(
                        "\(InvalidText.quoted(word)) in the file name is not a store, storefront, chart, genre, date or "
                            + "number\(hint); use --genre (all for the whole store), \(ChartInference.rename)"
                    )
                }
            }
        }

        func genre(in store: Store) throws(InputError) -> Genre? {
            do throws(InvalidText) {
                if let genre = defaults.genre { return try genre.genre(in: store) }
            } catch {
                throw failure("--genre: \(error.problem)")
            }
            var genres: [Genre] = []
            for text in name.genres {
                do throws(InvalidText) {
                    if let genre = try text.genre(in: store), !genres.contains(genre) { genres.append(genre) }
                } catch {
                    throw failure(
                        "file name: \(error.problem); or use --genre (all for the whole store), \(ChartInference.rename)"
                    )
                }
            }
            guard genres.count < 2 else {
                let list = genres.map(\.slug).joined(separator: " and ")
                throw failure("file name mentions the genres \(list); use --genre, \(ChartInference.rename)")
            }
            return genres.first
        }

        /// Returns warnings if the entries' URLs contradict the chart.
        func disagreements(with chart: Chart) -> [String] {
            var found: [String] = []
            if let (store, share) = urls.others(than: chart.store) {
                let origin =
                    defaults.store != nil ? "the options say" : name.stores.isEmpty ? nil : "the file name says"
                found.append(
                    "\(origin ?? "most entry URLs say") \(chart.store.name), but \(share) entry URLs say \(store.name); "
                        + "using \(chart.store.name)"
                )
            }
            let origin =
                defaults.storefront != nil
                ? "the options say" : named != nil ? "the file name says" : "most entry URLs say"
            if let problem = urls.disagreement(with: chart.storefront, of: origin) { found.append(problem) }
            return found
        }

        private func failure(_ problem: String) -> InputError { InputError(origin, problem) }
    }
}
