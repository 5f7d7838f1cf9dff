import Foundation
import Synchronization

/// A local server that sends raw bytes, valid or not, with one thread per connection.
public final class RoughServer: Sendable {
    /// A request on a connection, and methods to respond to it.
    public struct Exchange: Sendable {
        /// The request line and headers, separated by CR LF.
        public let head: String
        /// The number of the connection, starting at 0.
        public let connection: Int
        fileprivate let socket: Int32

        public var path: String { head.split(separator: " ").dropFirst().first.map(String.init) ?? "" }

        /// Returns the value of a header, or `nil` if the request doesn't have it. The name isn't case-sensitive.
        public func header(_ name: String) -> String? {
            head.components(separatedBy: "\r\n").first { $0.lowercased().hasPrefix(name.lowercased() + ":") }
                .map { $0.dropFirst(name.count + 1).trimmingCharacters(in: .whitespaces) }
        }

        /// Sends bytes to the client.
        ///
        /// - Returns: Whether the client is still connected.
        @discardableResult
        public func send(_ bytes: some Sequence<UInt8>) -> Bool {
            let bytes = Array(bytes)
            var sent = 0
            while sent < bytes.count {
                let count = bytes[sent...].withUnsafeBytes { sendWithoutSignal(socket, $0) }
                if count <= 0 { return false }
                sent += count
            }
            return true
        }

        @discardableResult
        public func send(_ text: String) -> Bool { send(Array(text.utf8)) }

        /// Sends a complete response with a `Content-Length` header.
        ///
        /// - Returns: Whether the client is still connected.
        @discardableResult
        public func answer(_ status: String, _ headers: [String] = [], _ body: some Sequence<UInt8>) -> Bool {
            let body = Array(body)
            let lines = ["HTTP/1.1 \(status)", "Content-Length: \(body.count)"] + headers
            return send(Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body)
        }

        @discardableResult
        public func answer(_ status: String, _ headers: [String] = [], _ body: String = "") -> Bool {
            answer(status, headers, Array(body.utf8))
        }

        /// Makes the server reset the connection instead of closing it cleanly.
        public func reset() {
            var linger = linger(l_onoff: 1, l_linger: 0)
            setsockopt(socket, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<linger>.size))
        }

        /// Waits until the client closes the connection.
        public func untilHangUp() {
            var byte: UInt8 = 0
            while recv(socket, &byte, 1, 0) > 0 {}
        }
    }

    /// The action to take on the connection after an exchange.
    public enum After: Sendable { case keep, close }

    public let port: UInt16
    public var address: String { "http://127.0.0.1:\(port)" }
    private let listener: Int32
    private let state = Mutex<(heads: [String], connections: Int, open: Set<Int32>, isOver: Bool)>(([], 0, [], false))

    /// The request lines and headers of all requests, in order.
    public var heads: [String] { state.withLock { $0.heads } }
    public var connections: Int { state.withLock { $0.connections } }

    private init() throws {
        listener = socket(AF_INET, streamType, 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listener = listener
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) == 0 && listen(listener, 1024) == 0
                    && getsockname(listener, $0, &length) == 0
            }
        }
        guard listener >= 0, isBound else { throw URLError(.cannotConnectToHost) }
        port = UInt16(bigEndian: address.sin_port)
    }

    /// Runs `body` with a server that calls `handle` for every request, on the thread of its connection.
    public static func with<Value>(
        _ handle: @escaping @Sendable (Exchange) -> After,
        _ body: (RoughServer) async throws -> Value
    ) async throws -> Value {
        let server = try RoughServer()
        Thread.detachNewThread { server.accept(handle) }
        defer { server.end() }
        return try await body(server)
    }

    /// Starts a server that runs until the process exits.
    public static func forever(_ handle: @escaping @Sendable (Exchange) -> After) throws -> RoughServer {
        let server = try RoughServer()
        Thread.detachNewThread { server.accept(handle) }
        return server
    }

    private func accept(_ handle: @escaping @Sendable (Exchange) -> After) {
        while true {
            let socket = systemAccept(listener)
            if socket < 0 { break }
            let number: Int? = state.withLock { state in
                if state.isOver { return nil }
                state.open.insert(socket)
                state.connections += 1
                return state.connections - 1
            }
            guard let number else {
                close(socket)
                break
            }
            Thread.detachNewThread { [self] in
                serve(socket, number, handle)
                _ = state.withLock { $0.open.remove(socket) }
                close(socket)
            }
        }
        close(listener)
    }

    private func serve(_ socket: Int32, _ number: Int, _ handle: (Exchange) -> After) {
        var one: Int32 = 1
        setsockopt(socket, tcpLevel, TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
        while let head = Self.head(socket) {
            state.withLock { $0.heads.append(head) }
            if case .close = handle(Exchange(head: head, connection: number, socket: socket)) { return }
        }
    }

    private static func head(_ socket: Int32) -> String? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while bytes.count < 1 << 20 {
            let count = recv(socket, &buffer, buffer.count, 0)
            if count <= 0 { return nil }
            bytes += buffer.prefix(count)
            // Requests arrive one at a time and without a body.
            if bytes.suffix(4) == [13, 10, 13, 10] { return String(decoding: bytes.dropLast(4), as: UTF8.self) }
        }
        return nil
    }

    /// Shuts down all connections, which ends threads that are blocked in a send or receive.
    private func end() {
        state.withLock { state in
            state.isOver = true
            for socket in state.open { shutdown(socket, Int32(shutBoth)) }
        }
        shutdown(listener, Int32(shutBoth))
    }
}

#if canImport(Glibc)
    private let streamType = Int32(SOCK_STREAM.rawValue)
    private let shutBoth = SHUT_RDWR
    private let quietly = Int32(MSG_NOSIGNAL)
    private let tcpLevel = Int32(IPPROTO_TCP)
#else
    private let streamType = SOCK_STREAM
    private let shutBoth = SHUT_RDWR
    private let quietly: Int32 = 0
    private let tcpLevel = IPPROTO_TCP
#endif

private func sendWithoutSignal(_ socket: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    send(socket, bytes.baseAddress, bytes.count, quietly)
}

private func systemAccept(_ listener: Int32) -> Int32 { accept(listener, nil, nil) }
