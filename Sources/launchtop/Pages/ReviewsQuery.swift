import ArgumentParser
import Collector
import Dashboard
import History
import Market
import Setup

/// The arguments that select the Reviews page of an app.
struct ReviewsQuery: PageQuery {
    static let name = "reviews"
    static let abstract = "An app's reviews, newest first."

    @OptionGroup var query: AppQuery
    @Option(help: "Only reviews in this storefront, such as us or japan.")
    var storefront: String?
    @Option(help: "Only reviews with this number of stars, 1 to 5.")
    var stars: Int?

    func validate() throws {
        if let stars, !(1...5).contains(stars) {
            throw ArgumentParser.ValidationError("--stars: invalid number of stars \(stars); use 1 to 5")
        }
        _ = try code()
    }

    func selection(_ common: CommonOptions) throws -> PageSelection {
        // A launch id stands for its app, whose reviews are in the archive.
        let named = try? common.setup.library().ledger.snapshot.launch(id: query.app.lowercased())?.app.text
        let text = (named ?? nil) ?? query.app
        let decoder = try query.reading.decoder(common)
        let ledger = try common.setup.ledger(from: query.from, decoder: decoder, about: .named(text)).snapshot
        let app = try ledger.listedOrWatchedApp(named: text)
        let terms = [stars.map { "stars:\($0)" }, try code().map { "in:\($0)" }].compactMap { $0 }
        let name = ledger.name(of: app, asOf: ledger.span?.end ?? SystemClock.now())
        let title = "reviews of \(name)"
        return PageSelection(.reviews(app, filter: terms.joined(separator: " ")), in: ledger, title: title)
    }

    /// The code of the storefront; `nil` for all storefronts.
    private func code() throws -> String? {
        guard let storefront else { return nil }
        do throws(InvalidText) {
            return try Storefront.parse(storefront, in: .appStore).code
        } catch {
            throw ArgumentParser.ValidationError("--storefront: \(error.problem)")
        }
    }
}
