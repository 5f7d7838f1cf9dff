package import Formats
import Foundation
package import Input
package import Market
package import Transport

/// A type that searches the App Store for apps by name.
package struct AppSearch: Sendable {
    /// The text to search for, and the storefront to search.
    package struct Query: Hashable, Sendable {
        package let term: String
        package let storefront: Storefront

        /// Creates a query.
        ///
        /// - Throws: An error if the text is empty or too long.
        package init(_ text: String, in storefront: Storefront) throws(InvalidText) {
            term = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            self.storefront = storefront
            guard !term.isEmpty else { throw InvalidText("the name is empty") }
            guard term.count <= AppLookup.termLimit else {
                throw InvalidText("the name is longer than \(AppLookup.termLimit) characters")
            }
        }

        /// The URL of the request: a search, or a lookup if the text is an app's id or the URL of its page. Numbers with
        /// fewer than eight digits may be names, such as 2048.
        fileprivate var url: URL? {
            let isID = term.count >= 8 && !term.contains(" ")
            guard isID, let app = try? AppID.parse(term, in: .appStore) else {
                return AppLookup.search(term, in: storefront)
            }
            return AppLookup.lookup([app], in: storefront)
        }
    }

    private let transport: any Transport

    package init(transport: any Transport = WebTransport.forSources()) { self.transport = transport }

    /// Searches with a single request.
    ///
    /// - Returns: The apps, best match first; none if no app matches.
    package func listings(matching query: Query) async throws(InputError) -> AppListings {
        guard let url = query.url else {
            throw InputError(query.term, "can't search for this text")
        }
        let response: FetchResponse
        do throws(FetchFailure) {
            response = try await transport.response(to: FetchRequest(url))
        } catch {
            let wait = error.retryAfter.map { "; retry in \(Self.duration($0))" } ?? ""
            throw InputError(error.error.origin, error.error.problem + wait)
        }
        return try AppListings(Document(origin: SourceName.web(url).label, body: response.body))
    }

    /// Searches with a single request, and ignores entries that can't be read.
    package func apps(matching query: Query) async throws(InputError) -> [AppListing] {
        try await listings(matching: query).listings
    }

    /// Returns a number of seconds in words: "40 s", "5 min".
    private static func duration(_ seconds: Int64) -> String {
        seconds < 120 ? "\(seconds) s" : "\((seconds + 59) / 60) min"
    }
}
