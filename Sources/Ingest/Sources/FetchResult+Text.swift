import CCurl

extension FetchResult {
    /// What a failure without an answer means for asking again.
    var kind: FetchFailure.Kind {
        switch failure {
        case fetch_cancelled: .cancelled
        case fetch_bad_address, fetch_body_too_large, fetch_headers_too_large, fetch_too_many_redirects,
            fetch_redirect_refused, fetch_no_authorities, fetch_certificate_expired, fetch_certificate_not_yet_valid,
            fetch_certificate_of_another, fetch_certificate_untrusted:
            .hopeless
        default: .passing
        }
    }

    /// The failure in words that follow the address.
    func words(_ limits: WebTransport) -> String {
        switch failure {
        case fetch_bad_address: "is not an address that can be fetched"
        case fetch_unknown_host: "its host is not known; is this machine connected?"
        case fetch_unknown_proxy: "the host of the proxy that leads to it is not known; see http_proxy, https_proxy"
        case fetch_proxy_refused: "the proxy will not lead to it; see http_proxy, https_proxy"
        case fetch_unreachable: "refuses the connection, or cannot be reached"
        case fetch_no_connection: "takes no connection within \(Self.count(limits.patience))"
        case fetch_silent: "brought nothing for \(Self.count(limits.patience))"
        case fetch_too_slow: "was not through after \(Self.count(limits.whole))"
        case fetch_empty: "hung up without an answer"
        case fetch_broken_off: "broke off in the middle"
        case fetch_no_http: "answers with something that is not HTTP"
        case fetch_bad_encoding: "its compressed body cannot be unpacked"
        case fetch_body_too_large: "sends more than the \(limits.bodyLimit) bytes that are read"
        case fetch_headers_too_large: "sends more headers than are read"
        case fetch_too_many_redirects: "redirects more than five times"
        case fetch_redirect_refused: redirectRefusal ?? "redirects to where nothing is fetched from"
        case fetch_cancelled: "was given up"
        default: certificateText ?? "cannot be fetched (libcurl error \(code))"
        }
    }

    private var certificateText: String? {
        switch failure {
        case fetch_tls_failed: "agrees on no encryption"
        case fetch_certificate_expired: "its certificate has expired"
        case fetch_certificate_not_yet_valid: "its certificate is not valid yet; is this machine's clock right?"
        case fetch_certificate_of_another: "its certificate belongs to another host"
        case fetch_certificate_untrusted: "its certificate is signed by nobody whom this machine trusts"
        case fetch_no_authorities:
            "this machine's list of certificate authorities cannot be read; install ca-certificates"
        default: nil
        }
    }

    private static func count(_ seconds: Int) -> String { seconds == 1 ? "1 second" : "\(seconds) seconds" }
}
