import CCurl
import Foundation

/// Connections that are kept for the next fetch.
final class FetchPool: Sendable {
    /// Guarded by a lock of its own, in C.
    nonisolated(unsafe) private let pool: OpaquePointer?

    init(idleLimit: Int) { pool = fetch_pool_make(idleLimit) }

    deinit { fetch_pool_free(pool) }

    /// Fetches, blocking the thread.
    func fetch(_ request: FetchRequest, by transport: WebTransport, stop: FetchCancellation) -> FetchResult {
        guard let pool, let stop = stop.stop else { return FetchResult(fetch_other) }
        var texts: [UnsafeMutablePointer<CChar>] = []
        defer { for text in texts { free(text) } }
        func kept(_ text: String?) -> UnsafePointer<CChar>? {
            guard let text, let copy = strdup(text) else { return nil }
            texts.append(copy)
            return UnsafePointer(copy)
        }
        var plain = fetch_request()
        plain.address = kept(request.url.absoluteString)
        plain.user_agent = kept(WebTransport.userAgent)
        plain.accept = kept("application/json, text/csv;q=0.9, */*;q=0.1")
        plain.entity_tag = kept(request.entityTag)
        plain.last_modified = kept(request.lastModified)
        plain.authorization = kept(request.authorization?.text)
        plain.authorities = kept(transport.authorities)
        if let body = request.posted, let copy = malloc(max(1, body.count)) {
            texts.append(copy.assumingMemoryBound(to: CChar.self))
            body.copyBytes(to: UnsafeMutableRawBufferPointer(start: copy, count: body.count))
            plain.body = UnsafePointer(copy.assumingMemoryBound(to: CChar.self))
            plain.body_length = body.count
            plain.content_type = kept("application/json")
        }
        plain.patience_seconds = transport.patience
        plain.whole_seconds = transport.whole
        plain.body_limit = transport.bodyLimit
        let chain = RedirectChain()
        chain.decide(for: &plain)
        return withExtendedLifetime(chain) {
            FetchResult(CCurl.fetch(pool, &plain, stop), redirectRefusal: chain.refusal)
        }
    }
}

/// What a fetch is given up with.
final class FetchCancellation: Sendable {
    /// Guarded by a lock of its own, in C.
    nonisolated(unsafe) let stop: OpaquePointer?

    init() { stop = fetch_stop_make() }

    deinit { fetch_stop_free(stop) }

    func ask() {
        if let stop { fetch_stop_ask(stop) }
    }
}
