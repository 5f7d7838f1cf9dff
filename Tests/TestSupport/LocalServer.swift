public import FlyingFox
import FlyingSocks
import Foundation

/// A local HTTP server that runs during a test.
public struct LocalServer: Sendable {
    /// The URL of the server, such as `http://127.0.0.1:40123`.
    public let address: String

    /// Runs `body` with a server that responds to each request with the result of `handle`.
    public static func with<Value: Sendable>(
        _ handle: @escaping @Sendable (HTTPRequest) async throws -> HTTPResponse,
        _ body: @Sendable (LocalServer) async throws -> Value
    ) async throws -> Value {
        let server = HTTPServer(
            address: try .inet(ip4: "127.0.0.1", port: 0),
            logger: .disabled,
            handler: ClosureHandler(handle: handle)
        )
        // Run the server on its own thread, so that it responds while tests block all threads of the concurrency pool.
        let running = Task(executorPreference: ThreadExecutor(threads: 1)) { try await server.run() }
        defer { running.cancel() }
        // Other tests may keep all threads of the concurrency pool busy for several seconds.
        try await server.waitUntilListening(timeout: 60)
        guard case .ip4(_, let port)? = await server.listeningAddress else { throw URLError(.cannotConnectToHost) }
        return try await body(LocalServer(address: "http://127.0.0.1:\(port)"))
    }

    private struct ClosureHandler: HTTPHandler {
        let handle: @Sendable (HTTPRequest) async throws -> HTTPResponse
        func handleRequest(_ request: HTTPRequest) async throws -> HTTPResponse { try await handle(request) }
    }
}
