import Foundation

/// The service manager that started the program, such as systemd. See the manual page sd_notify(3) for the messages.
package struct ServiceManager: Hashable, Sendable {
    package enum Message: Hashable, Sendable {
        /// The program has started; the text is shown by `systemctl status`.
        case ready(String)
        /// The program isn't stuck.
        case alive
        case stopping

        var text: String {
            switch self {
            // A line break would start another message.
            case .ready(let status):
                "READY=1\nSTATUS=\(status.split(whereSeparator: \.isNewline).joined(separator: " "))"
            case .alive: "WATCHDOG=1"
            case .stopping: "STOPPING=1"
            }
        }
    }

    /// The path of a Unix socket. A path that starts with `@` is in the abstract namespace.
    private let socket: String
    /// The time between two ``Message/alive`` messages: half the time after which the service manager restarts a program
    /// that sends none; `nil` if it doesn't expect any.
    package let aliveInterval: Duration?

    /// Reads the socket and the watchdog time from environment variables.
    ///
    /// - Parameter process: The id of this process. The watchdog applies only to the process that it names, if any.
    /// - Returns: `nil` if no service manager expects messages.
    package init?(environment: [String: String], process: Int32) {
        guard let socket = environment["NOTIFY_SOCKET"], socket.hasPrefix("/") || socket.hasPrefix("@"),
            socket.utf8.count < MemoryLayout.size(ofValue: sockaddr_un().sun_path)
        else { return nil }
        self.socket = socket
        let isOther = environment["WATCHDOG_PID"].map { $0 != String(process) } ?? false
        let microseconds = environment["WATCHDOG_USEC"].flatMap { Int64($0) } ?? 0
        aliveInterval = microseconds > 0 && !isOther ? .microseconds(microseconds / 2) : nil
    }

    /// Sends a message. Errors are ignored, because the program works without a service manager.
    package func send(_ message: Message) {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        var path = Array(socket.utf8)
        if path[0] == UInt8(ascii: "@") { path[0] = 0 }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path) }
        #if os(Linux)
            let descriptor = Foundation.socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        #else
            let descriptor = Foundation.socket(AF_UNIX, SOCK_DGRAM, 0)
        #endif
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        let length = MemoryLayout.offset(of: \sockaddr_un.sun_path)! + path.count
        let bytes = Array(message.text.utf8)
        withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                _ = sendto(descriptor, bytes, bytes.count, Int32(MSG_DONTWAIT), address, socklen_t(length))
            }
        }
    }

    /// Sends ``Message/alive`` at regular intervals until the task is canceled, but only while the collector responds.
    package func reportAlive(_ collector: Collector) async {
        guard let aliveInterval else { return }
        while !Task.isCancelled {
            await collector.waitForTurn()
            send(.alive)
            do { try await Task.sleep(for: aliveInterval) } catch { return }
        }
    }
}
