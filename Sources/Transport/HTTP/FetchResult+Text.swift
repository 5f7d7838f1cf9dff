import CCurl

extension FetchResult {
    /// The kind of a failure without a response, which determines whether the fetch is retried.
    var kind: FetchFailure.Kind {
        switch failure {
        case fetch_cancelled: .canceled
        case fetch_bad_address, fetch_body_too_large, fetch_headers_too_large, fetch_too_many_redirects,
            fetch_redirect_refused, fetch_no_authorities, fetch_certificate_expired, fetch_certificate_not_yet_valid,
            fetch_certificate_of_another, fetch_certificate_untrusted, fetch_no_library:
            .permanent
        default: .temporary
        }
    }

    /// Returns the error message for a failure without a response.
    ///
    /// - Parameter limits: The transport whose timeouts and size limit the message quotes.
    func message(_ limits: WebTransport) -> String {
        switch failure {
        case fetch_bad_address: "invalid URL"
        case fetch_unknown_host: "host not found; check the name and the network connection"
        case fetch_unknown_proxy: "proxy host not found; check http_proxy and https_proxy"
        case fetch_proxy_refused: "connection refused by the proxy; check http_proxy and https_proxy"
        case fetch_unreachable: "connection refused or host unreachable"
        case fetch_no_connection: "connection timed out after \(limits.timeout) s"
        case fetch_silent: "transfer timed out: no data for \(limits.timeout) s"
        case fetch_too_slow: "request timed out after \(limits.totalTimeout) s"
        case fetch_empty: "server closed the connection without a response"
        case fetch_broken_off: "connection lost during the transfer"
        case fetch_no_http: "response is not HTTP"
        case fetch_bad_encoding: "can't decompress the response"
        case fetch_body_too_large: "response exceeds the limit of \(limits.bodyLimit) bytes"
        case fetch_headers_too_large: "response headers exceed the size limit"
        case fetch_too_many_redirects: "too many redirects (limit: 5)"
        case fetch_redirect_refused: redirectRefusal ?? "redirect refused"
        case fetch_cancelled: "request canceled"
        case fetch_no_library: "libcurl isn't installed; install libcurl4 (Debian), and restart launchtop"
        default: tlsMessage ?? "request failed (libcurl error \(code))"
        }
    }

    private var tlsMessage: String? {
        switch failure {
        case fetch_tls_failed: "TLS handshake failed"
        case fetch_certificate_expired: "TLS certificate expired"
        case fetch_certificate_not_yet_valid: "TLS certificate is not valid yet; check this machine's clock"
        case fetch_certificate_of_another: "TLS certificate does not match the host name"
        case fetch_certificate_untrusted: "TLS certificate is not trusted: unknown issuer"
        case fetch_no_authorities:
            "can't read the CA certificates; install ca-certificates"
        default: nil
        }
    }
}
