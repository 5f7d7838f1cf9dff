import History
import Market

/// The `:add` command, which searches the App Store and adds the chosen app to the watchlist.
extension DashboardState {
    /// Starts a search for an app.
    ///
    /// - Parameter text: The app's name, optionally followed by storefronts, such as `mint weather us,jp`. A name in
    ///   quotes may end like a storefront.
    mutating func add(called text: String) -> [Effect] {
        guard isLive else {
            let name = text.isEmpty ? "NAME" : ShellText.quoted(text)
            message =
                "a replay and the library don't use the network; quit, run launchtop watch and then "
                + "\(commands.label(.add)) \(name), or run launchtop search \(name)"
            return []
        }
        guard !text.isEmpty else {
            begin(.command, text: "\(Command.add.rawValue) ")
            return []
        }
        let isQuoted = Self.unquoted(text) != text
        let (name, storefronts) = isQuoted ? (text, []) : Self.splitStorefronts(text)
        let fallback = [Storefront(stored: "us")].compactMap { $0 }
        let search = StoreSearch(
            term: Self.unquoted(name),
            storefronts: storefronts.isEmpty ? fallback : storefronts
        )
        pendingSearch = search
        return [.search(search)]
    }

    /// Shows the outcome of a search, unless a later search was started. While something is being typed or chosen, the
    /// outcome is kept until that is finished.
    mutating func take(_ outcome: StoreSearch.Outcome) {
        guard outcome.search == pendingSearch else { return }
        guard case .page = mode else {
            finishedSearch = outcome
            return
        }
        (pendingSearch, finishedSearch) = (nil, nil)
        let (term, storefronts) = (outcome.search.term, outcome.search.storefronts)
        guard outcome.problem == nil, !outcome.listings.isEmpty else {
            message = outcome.problem ?? storefronts.first.map { SearchReport.noAppText(for: term, in: $0) }
            return
        }
        mode = .picker(
            Picker(
                title: "add to watchlist (\(storefronts.map(\.label).joined(separator: ", ")))",
                items: outcome.listings.map { listing in
                    Picker.Item(
                        choice: .add(WatchInvocation(listing, storefronts: storefronts)),
                        label: listing.name,
                        detail: Self.detail(of: listing)
                    )
                }
            )
        )
    }

    /// Shows the outcome that was kept while something was being typed or chosen, if any.
    mutating func takeFinishedSearch() {
        guard let outcome = finishedSearch, case .page = mode else { return }
        take(outcome)
    }

    /// Cancels the search that is running: its outcome is ignored.
    mutating func cancelSearch() {
        (pendingSearch, finishedSearch) = (nil, nil)
        message = "search canceled"
    }

    /// The text shown while a search is running.
    var searchText: String? {
        pendingSearch.flatMap { search in
            search.storefronts.first.map { "searching the \($0.name) App Store for \"\(search.term)\"… (Esc cancels)" }
        }
    }

    /// Adds a chosen app to the watchlist and polls its charts.
    mutating func add(_ choice: WatchInvocation) -> [Effect] {
        let effects = watch(WatchedApp(choice.app, name: choice.name))
        if data.sources.contains(where: { $0.isRecording == true }) {
            message? += "; the process that records follows it in the charts that it polls"
            return effects
        }
        guard pollsAddedCharts else {
            message? += "; to poll its charts, quit and run: \(choice.text)"
            return effects
        }
        let list = choice.storefronts.map(\.label).joined(separator: ", ")
        message? += "; polling its charts in \(list) until you quit; next time: \(choice.text)"
        return effects + [.poll(choice)]
    }

    private static func detail(of listing: AppListing) -> String {
        let ratings = listing.ratingCount.map { count in
            let stars = listing.averageRating.map { ", \(NumberFormat.tenths($0)) stars" } ?? ""
            return "\(NumberFormat.grouped(count)) \(count == 1 ? "rating" : "ratings")\(stars)"
        }
        // The end is truncated if names are long, but two apps with the same name differ in their ids.
        return ["id \(listing.app.text)", listing.developer, listing.genre?.name, ratings, listing.price?.text]
            .compactMap { $0 }.joined(separator: " · ")
    }

    private static func unquoted(_ text: String) -> String {
        text.count > 1 && text.hasPrefix("\"") && text.hasSuffix("\"") ? String(text.dropFirst().dropLast()) : text
    }
}
