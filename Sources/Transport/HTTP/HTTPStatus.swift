/// Functions that describe the HTTP status codes of failed requests.
enum HTTPStatus {
    /// Returns the reason phrase from RFC 9110 for a common status code, or the class of another code.
    static func reasonPhrase(of status: Int) -> String {
        switch status {
        case 304: "Not Modified, but the request was not conditional"
        case 400: "Bad Request"
        case 401: "Unauthorized"
        case 403: "Forbidden"
        case 404: "Not Found"
        case 407: "Proxy Authentication Required"
        case 408: "Request Timeout"
        case 410: "Gone"
        case 420, 429: "Too Many Requests"
        case 451: "Unavailable For Legal Reasons"
        case 500: "Internal Server Error"
        case 502: "Bad Gateway"
        case 503: "Service Unavailable"
        case 504: "Gateway Timeout"
        case 300..<400: "(redirect not followed)"
        case 400..<500: "(client error)"
        default: "(server error)"
        }
    }

    /// Returns the kind of failure that a status code indicates, which determines whether the fetch is retried.
    static func kind(of status: Int) -> FetchFailure.Kind {
        switch status {
        case 403, 420, 429: .refused
        case 304, 407, 408, 425: .temporary
        case 300..<500: .permanent
        default: .temporary
        }
    }
}
