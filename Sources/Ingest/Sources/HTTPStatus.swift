/// What the numbers mean that chart servers answer with, as RFC 9110 words them.
enum HTTPStatus {
    static func meaning(of status: Int) -> String {
        switch status {
        case 304: "Not Modified, though nothing was asked to compare with"
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
        case 300..<400: "(a redirect that was not followed)"
        case 400..<500: "(the request is at fault)"
        default: "(the server is at fault)"
        }
    }

    /// What an answer with this status, which brings no document, means for asking again.
    static func kind(of status: Int) -> FetchFailure.Kind {
        switch status {
        case 403, 420, 429: .refused
        case 304, 407, 408, 425: .passing
        case 300..<500: .hopeless
        default: .passing
        }
    }
}
