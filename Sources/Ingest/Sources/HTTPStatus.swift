/// What the numbers mean that chart servers answer with, as RFC 9110 words them.
enum HTTPStatus {
    static func meaning(of status: Int) -> String {
        switch status {
        case 304: "Not Modified"
        case 400: "Bad Request"
        case 401: "Unauthorized"
        case 403: "Forbidden"
        case 404: "Not Found"
        case 410: "Gone"
        case 420, 429: "Too Many Requests"
        case 500: "Internal Server Error"
        case 502: "Bad Gateway"
        case 503: "Service Unavailable"
        case 504: "Gateway Timeout"
        case 300..<400: "(a redirect that was not followed)"
        case 400..<500: "(the request is at fault)"
        default: "(the server is at fault)"
        }
    }
}
