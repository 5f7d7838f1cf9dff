import CCurl
import Foundation
import Input

/// A pool of reusable connections.
final class FetchPool: Sendable {
    /// The C object, which synchronizes itself with a lock.
    nonisolated(unsafe) private let pool: OpaquePointer?

    init(idleLimit: Int) { pool = fetch_pool_make(idleLimit) }

    deinit { fetch_pool_free(pool) }

    /// Performs a request. Blocks the thread until the request is finished or canceled.
    func fetch(_ request: FetchRequest, by transport: WebTransport, stop: FetchCancellation) -> FetchResult {
        guard let pool, let stop = stop.stop else { return FetchResult(fetch_other) }
        var texts: [UnsafeMutablePointer<CChar>] = []
        defer { for text in texts { free(text) } }
        func copied(_ text: String?) -> UnsafePointer<CChar>? {
            guard let text, let copy = strdup(text) else { return nil }
            texts.append(copy)
            return UnsafePointer(copy)
        }
        var plain = fetch_request()
        plain.address = copied(transport.address(request.url))
        plain.user_agent = copied(WebTransport.userAgent)
        plain.accept = copied(request.accept ?? "application/json, text/csv;q=0.9, */*;q=0.1")
        plain.entity_tag = copied(request.entityTag)
        plain.last_modified = copied(request.lastModified)
        plain.authorization = copied(request.authorization?.text)
        plain.authorities = copied(transport.authorities)
        let headers = request.headers.map { header in
            fetch_header(name: copied(header.name), value: copied(header.value.text))
        }
        if let body = request.posted, let copy = malloc(max(1, body.count)) {
            texts.append(copy.assumingMemoryBound(to: CChar.self))
            body.copyBytes(to: UnsafeMutableRawBufferPointer(start: copy, count: body.count))
            plain.body = UnsafePointer(copy.assumingMemoryBound(to: CChar.self))
            plain.body_length = body.count
            plain.content_type = copied(request.contentType)
        }
        plain.patience_seconds = transport.timeout
        plain.whole_seconds = transport.totalTimeout
        plain.body_limit = transport.bodyLimit
        let chain = RedirectChain(name: transport.label)
        chain.install(in: &plain)
        return withExtendedLifetime(chain) {
            headers.withUnsafeBufferPointer { headers in
                (plain.headers, plain.header_count) = (headers.baseAddress, headers.count)
                return FetchResult(CCurl.fetch(pool, &plain, stop), redirectRefusal: chain.refusal)
            }
        }
    }
}

/// A type that cancels a fetch.
final class FetchCancellation: Sendable {
    /// The C object, which synchronizes itself with a lock.
    nonisolated(unsafe) let stop: OpaquePointer?

    init() { stop = fetch_stop_make() }

    deinit { fetch_stop_free(stop) }

    func cancel() {
        if let stop { fetch_stop_ask(stop) }
    }
}
