internal import FlyingFox
internal import FlyingSocks
import Foundation

/// An HTTP server with metrics about a collector at `/metrics`, and its health at `/healthz`.
package struct MetricsServer: Sendable {
    private let address: MetricsAddress
    private let collector: Collector

    package init(_ address: MetricsAddress, of collector: Collector) {
        (self.address, self.collector) = (address, collector)
    }

    private static let contentType = "application/openmetrics-text; version=1.0.0; charset=utf-8"
    /// The number of seconds after which an idle connection is closed.
    private static let timeout: TimeInterval = 15

    /// Serves requests until the task is canceled. If the address can't be used, logs the problem.
    package func serve(_ log: EventLog) async {
        if !address.isLoopback { log.write("warning", "--metrics: other computers can read the metrics") }
        do {
            try await run { log.write("metrics", "serving http://\($0)/metrics") }
        } catch {
            guard !Task.isCancelled else { return }
            log.report("--metrics \(address.host):\(address.port): can't serve metrics: \(Self.message(of: error))")
        }
    }

    /// Serves requests until the task is canceled.
    ///
    /// - Parameter started: A closure that is called with the address of the server, such as `127.0.0.1:9464`.
    /// - Throws: An error if the address is invalid or in use.
    private func run(started: @escaping @Sendable (String) -> Void) async throws {
        let server = try makeServer()
        let collector = collector
        await server.appendRoute("GET /metrics") { _ in
            let body = Data(await collector.metrics.text.utf8)
            return HTTPResponse(statusCode: .ok, headers: [.contentType: Self.contentType], body: body)
        }
        await server.appendRoute("GET /healthz") { _ in
            let problem = await collector.metrics.problem
            let status: HTTPStatusCode = problem == nil ? .ok : .serviceUnavailable
            let body = Data("\(problem ?? "ok")\n".utf8)
            return HTTPResponse(statusCode: status, headers: [.contentType: "text/plain; charset=utf-8"], body: body)
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.run() }
            group.addTask {
                try await server.waitUntilListening()
                switch await server.listeningAddress {
                case .ip4(let host, let port): started("\(host):\(port)")
                case .ip6(let host, let port): started("[\(host)]:\(port)")
                default: break
                }
            }
            try await group.waitForAll()
        }
    }

    private static func message(of error: any Error) -> String {
        if case SocketError.failed(_, _, let message) = error { return message }
        return "\(error)"
    }

    private func makeServer() throws -> HTTPServer {
        if address.isIPv6 {
            let address = try sockaddr_in6.inet6(ip6: address.host, port: address.port)
            return HTTPServer(address: address, timeout: Self.timeout, logger: .disabled)
        }
        let address = try sockaddr_in.inet(ip4: address.host, port: address.port)
        return HTTPServer(address: address, timeout: Self.timeout, logger: .disabled)
    }
}
